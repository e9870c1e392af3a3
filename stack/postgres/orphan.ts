import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processIdentity } from '../bootstrap/process-identity.mjs'
import { StackError } from '../stack-error.ts'
import { parsePostmasterPid } from './postmaster-pid.ts'

/**
 * After a killed parent Postgres may still run on the data directory, and after a killed Postgres its pid file may name a
 * process that is somebody else's by now. Stops the first, clears away the second. The caller holds the directory's lock,
 * so whatever runs on it is nobody's.
 * @throws {StackError} `orphan_stays` when it does not stop.
 */
export async function clearOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const text = read(file)
  if (text === undefined) return
  const found = parsePostmasterPid(text)
  // Cut short, by a full disk or a power cut: Postgres itself would not dare to remove it.
  if (!found) return rmSync(file, { force: true })
  const identity = processIdentity(found.pid)
  // A dead pid is left to Postgres: it also looks whether the dead server's memory is still attached somewhere.
  if (!identity) return
  if (!isPostgresOn(found.pid, cluster)) return rmSync(file, { force: true })
  for (const { signal, seconds } of [{ signal: 'SIGINT', seconds: 10 }, { signal: 'SIGQUIT', seconds: 10 }] as const) {
    if (!kill(found.pid, signal)) return
    if (await gone(found.pid, identity, seconds)) return
  }
  throw new StackError('orphan_stays', `A Postgres of an earlier start (process ${found.pid}) still runs on ${cluster} and does not stop. Stop it by hand: kill -QUIT ${found.pid}`)
}

function isPostgresOn(pid: number, cluster: string): boolean {
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(cluster)
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

/** A process that is not our child tells nobody when it ends: its number is all there is to look at. */
async function gone(pid: number, identity: string, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1_000
  while (processIdentity(pid) === identity) {
    if (Date.now() > end) return false
    await pause(20)
  }
  return true
}

function kill(pid: number, signal: 'SIGINT' | 'SIGQUIT'): boolean {
  try {
    return process.kill(pid, signal)
  }
  catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  }
  catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return undefined
    throw error
  }
}
