import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import manifest from '../../package.json' with { type: 'json' }

type Check = 'ok' | 'failed' | 'off'

export interface Health {
  readonly status: 'ok' | 'failed'
  readonly version: string
  readonly checks: Readonly<Record<'database' | 'sync', Check>>
}

/** Asks every part once, all at the same time, and waits at most `patience` milliseconds. */
export async function readHealth(db: Kysely<Database>, syncUrl: string | undefined, patience = 2_000): Promise<Health> {
  const [database, sync] = await Promise.all([
    within(patience, async () => { await sql`SELECT 1`.execute(db) }),
    syncUrl ? within(patience, signal => probe(syncUrl, signal)) : 'off',
  ] as const)
  return { status: database === 'failed' || sync === 'failed' ? 'failed' : 'ok', version: manifest.version, checks: { database, sync } }
}

async function probe(syncUrl: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${syncUrl}/probes/liveness`, { signal })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`The sync service answers ${answer.status}.`)
}

async function within(patience: number, check: (signal: AbortSignal) => Promise<void>): Promise<Check> {
  const signal = AbortSignal.timeout(patience)
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  try {
    await Promise.race([check(signal), late])
    return 'ok'
  }
  catch {
    return 'failed' // Health says that a part does not answer; the part's own log says why.
  }
}
