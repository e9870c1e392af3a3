import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { processIdentity } from './bootstrap/process-identity.mjs'

/**
 * Calls `ended` when the npm that runs us is gone. A killed npm tells its script nothing, and nothing but its process
 * number connects us with it: that is looked at four times a second.
 */
export function followNpm(ended: () => void): () => void {
  const npm = process.env.npm_lifecycle_event ? findNpm(process.ppid) : undefined
  if (!npm) return () => undefined
  const identity = processIdentity(npm)
  const timer = setInterval(() => {
    if (isAlive(npm, identity)) return
    clearInterval(timer)
    ended()
  }, 250)
  timer.unref()
  return () => clearInterval(timer)
}

/** Between npm and us there are at most its shell and the starter on an older Node. */
function findNpm(pid: number): number | undefined {
  for (let ancestor = pid, step = 0; ancestor > 1 && step < 4; step++) {
    const found = describe(ancestor)
    if (!found) return undefined
    if (/^(npm\b|\S*node\S* \S*npm)/.test(found.command)) return ancestor
    ancestor = found.parent
  }
  return undefined
}

function describe(pid: number): { command: string, parent: number } | undefined {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    const [parent = '', ...command] = (stdout ?? '').trim().split(/\s+/)
    return { command: command.join(' '), parent: Number(parent) }
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return {
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
      parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]),
    }
  }
  catch {
    // Ended meanwhile, or hidden from this account: then there is nobody to follow.
    return undefined
  }
}

function isAlive(pid: number, identity: string | undefined): boolean {
  if (process.platform === 'linux') return processIdentity(pid) === identity
  try {
    return process.kill(pid, 0)
  }
  catch {
    return false
  }
}
