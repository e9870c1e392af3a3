import type { SyncPostgres } from '../../../support/sync-postgres.ts'
import type { SyncProcess } from '../../../support/sync-process.ts'
import type { Step, View } from './plan.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SyncFollower } from '../../../support/sync-follower.ts'
import { startSyncPostgres } from '../../../support/sync-postgres.ts'
import { createSyncProcess } from '../../../support/sync-process.ts'
import { until } from '../../../support/until.ts'
import { SCHEMA, SYNC_CONFIG, apply, canonical, expectedState, subscriptionsOf } from './model.ts'
import { makePlan } from './plan.ts'

// SEED plays a run again; STEPS makes it longer.
const seed = Number(process.env.SEED ?? Date.now() & 0xFFFFFF)
const steps = Number(process.env.STEPS ?? 100)

let database: SyncPostgres
let service: SyncProcess

beforeAll(async () => {
  database = await startSyncPostgres()
  await database.sql.unsafe(SCHEMA)
  service = await createSyncProcess(database, SYNC_CONFIG)
  service.start()
})
afterAll(async () => {
  await service?.remove()
  await database?.stop()
})

/** A client, every state that it has shown, and every state that Postgres has had for it. */
interface Witness { view: View, follower: SyncFollower, shown: string[], committed: string[] }

it(`shows random users and subscriptions nothing but committed states, in their order (SEED=${seed} STEPS=${steps})`, async () => {
  const plan = makePlan(seed, steps)
  const witnesses = await Promise.all(plan.views.map(async (view): Promise<Witness> => {
    const shown: string[] = []
    const keep = (rows: Map<string, Record<string, unknown>>) => {
      const state = canonical(rows.values())
      if (state !== shown.at(-1)) shown.push(state)
    }
    const follower = new SyncFollower(service.endpoint, () => service.token(view.user), keep, { streams: subscriptionsOf(view) })
    return { view, follower: follower.start(), shown, committed: [await expectedState(database.sql, view)] }
  }))
  let watched = 0
  for (const [index, step] of plan.steps.entries()) {
    await take(step)
    // In the middle, whatever the plan says: the server restarts with a service that is connected.
    if (index === Math.trunc(steps / 2)) await database.restart()
    if (step.kind !== 'transaction') continue
    for (const { view, committed } of witnesses) committed.push(await expectedState(database.sql, view))
    const concerned = witnesses.filter(({ committed }) => committed.at(-1) !== committed.at(-2))
    if (step.burst || concerned.length === 0) continue
    await until(() => concerned.some(isUpToDate), { what: `anyone to see step ${index} (${service.output.slice(-1500)})`, within: 20_000, every: 5 })
    watched++
  }
  for (const { view, shown, committed, follower } of witnesses) {
    await until(() => isUpToDate({ shown, committed }), { what: `${JSON.stringify(view)} to see what Postgres has (${service.output.slice(-1500)})` })
    await follower.stop()
    expect(outOfOrder(shown, committed)).toBe(undefined)
    expect(follower.resets).toBe(0)
  }
  // Whoever shows nothing shows nothing wrong: each step that was waited for has been seen by someone as a state of its own.
  const states = witnesses.reduce((sum, { shown }) => sum + shown.length, 0)
  expect(watched).toBeGreaterThan(steps / 4)
  expect(states).toBeGreaterThanOrEqual(watched)
  expect(states).toBeGreaterThan(4 * witnesses.length)
}, Math.max(120_000, steps * 1500))

async function take(step: Step): Promise<void> {
  switch (step.kind) {
    case 'transaction':
      return void await database.sql.begin(async (transaction) => {
        for (const edit of step.edits) await apply(transaction, edit)
      })
    case 'kill':
      await service.kill()
      return service.start()
    case 'cut':
      return void await database.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'powersync'`
    case 'compact':
      // Not waited for: what comes next falls into the middle of it.
      return void service.compact()
    case 'restart':
      return await database.restart()
  }
}

function isUpToDate({ shown, committed }: Pick<Witness, 'shown' | 'committed'>): boolean {
  return shown.length > 0 && shown.at(-1) === committed.at(-1)
}

/** The first state that was shown without having been committed after the one before it. */
function outOfOrder(shown: string[], committed: string[]): string | undefined {
  let from = 0
  for (const state of shown) {
    const at = committed.indexOf(state, from)
    if (at < 0) return state === '' ? '(nothing)' : state
    from = at
  }
  return undefined
}
