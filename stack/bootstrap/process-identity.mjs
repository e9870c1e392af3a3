import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A text that stays the same while the process lives and differs from that of any later process with the same number
 * (numbers are given again quickly in containers). `undefined` when no such process lives.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processIdentity(pid) {
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid)
}

/** @param {number} pid */
function identityFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): the name in brackets may hold spaces; after it come field 3 (state) and the rest, field 22 is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${fields[19]}`
  }
  catch {
    return undefined
  }
}

/** @param {number} pid */
function identityFromPs(pid) {
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  return ps.stdout?.trim() || undefined
}
