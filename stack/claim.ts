import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { takeLock } from './bootstrap/lock.mjs'
import { StackError } from './stack-error.ts'

/** This process' claim on a data directory. */
export interface Claim {
  /** Tells later starts where this one answers, or that it is about to end. */
  publish(note: { url?: string, stopping?: boolean }): void
  release(): void
}

/** An earlier start that is stopping, or whose npm was killed a moment ago, is given this long to end. */
const patience = 3_000

/**
 * Claims a data directory for a whole Driftless.
 * @throws {StackError} `already_running`, naming the process that has it and its address.
 */
export async function claimDataDirectory(dataDir: string): Promise<Claim> {
  const start = Date.now()
  for (;;) {
    const lock = takeLock(join(dataDir, 'driftless.lock'))
    if (lock.taken) return lock
    if (Date.now() - start > (lock.holder.stopping ? 15_000 : patience)) {
      const where = lock.holder.url ? `at ${lock.holder.url}` : 'and is just starting'
      throw new StackError('already_running', `Driftless already runs on ${dataDir} (process ${lock.holder.pid}) ${where}. Stop it first (Ctrl-C, or: kill ${lock.holder.pid}), or give another directory in DRIFTLESS_DATA_DIR.`)
    }
    await pause(50)
  }
}
