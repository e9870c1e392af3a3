import type { AppSync } from '../../support/app-sync.ts'
import type { Plan } from './plan.ts'
import type { World } from './world.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyUpload } from '../../../server/uploads/apply-upload.ts'
import { startAppSync } from '../../support/app-sync.ts'
import { until } from '../../support/until.ts'
import { lostTexts } from './nothing-lost.ts'
import { plans } from './plan.ts'
import { canonical, visibleRows } from './visible-rows.ts'
import { createWorld, settle, take } from './world.ts'

// SEED=… plays the same plans again, RUNS=… more or fewer of them, STEPS=… longer or shorter ones; SHRINK=1 looks for the smallest that fails.
const { SEED, RUNS = '12', STEPS = '80', SHRINK } = process.env
const seed = SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(SEED)

describe(`devices that edit at random, online and offline (SEED=${seed} RUNS=${RUNS} STEPS=${STEPS})`, () => {
  let stack: AppSync
  beforeAll(async () => {
    stack = await startAppSync()
  })
  afterAll(() => stack?.stop())

  it('converge with Postgres, lose no edit, and keep nothing of a list that they left', { timeout: Number(RUNS) * 60_000 }, async () => {
    const property = fc.asyncProperty(plans(Number(STEPS)), async (plan) => {
      const world = await createWorld(stack, plan)
      try {
        await play(world, plan)
      }
      finally {
        await Promise.all(world.devices.map(device => device.remove()))
      }
    })
    await fc.assert(property, { seed, numRuns: Number(RUNS), endOnFailure: SHRINK === undefined })
  })

  async function play(world: World, plan: Plan): Promise<void> {
    const from = stack.backend.applied.length
    for (const step of plan.steps) await take(world, stack, step)
    for (const device of world.devices) device.goOnline()
    await settle(world.devices)
    const uploads = stack.backend.applied.slice(from)
    await expectAgreement(world)
    expect(await lostTexts(stack.db, world.journal.texts, uploads)).toEqual([])
    await expectNoTraces(world)
    await expectRules(world)
    await expectRepeatsToChangeNothing(world, uploads)
  }

  async function expectAgreement({ devices }: World): Promise<void> {
    for (const device of devices) {
      const agrees = async () => canonical(await device.rows()) === canonical(await visibleRows(stack.db, device.userId))
      await until(agrees, { what: device.name, within: 10_000, every: 20 }).catch(() => undefined)
      expect(canonical(await device.rows()), `what ${device.name} has, beside what Postgres has for it`).toBe(canonical(await visibleRows(stack.db, device.userId)))
    }
  }

  async function expectNoTraces({ people, devices }: World): Promise<void> {
    const lists = await listsOf(people)
    for (const device of devices) {
      for (const { id, members } of lists) {
        if (!members.includes(device.userId)) expect(await device.tracesOf(id), `what ${device.name} keeps of a list that is not theirs`).toEqual([])
      }
    }
  }

  /** What must hold in Postgres after anything. */
  async function expectRules({ people }: World): Promise<void> {
    for (const { id, owner_id: owner, owners } of await listsOf(people)) {
      expect(owners, `the owners of ${id}`).toContain(owner)
      const { rows: todos } = await sql<{ number: number }>`SELECT number FROM todos WHERE list_id = ${id}`.execute(stack.db)
      expect(new Set(todos.map(todo => todo.number)).size, `different numbers in ${id}`).toBe(todos.length)
    }
    const { rows: misplaced } = await sql`
      SELECT c.id FROM todos c JOIN todos p ON p.id = c.parent_id WHERE c.list_id <> p.list_id OR p.parent_id IS NOT NULL`.execute(stack.db)
    expect(misplaced).toEqual([])
  }

  async function expectRepeatsToChangeNothing(world: World, uploads: AppSync['backend']['applied']): Promise<void> {
    const before = await everything(world)
    for (const { userId, upload, results } of uploads) expect(await applyUpload(stack.db, userId, upload)).toEqual(results)
    expect(await everything(world)).toBe(before)
  }

  async function everything({ people }: World): Promise<string> {
    const seen = await Promise.all(people.map(async person => canonical(await visibleRows(stack.db, person))))
    const { rows } = await sql`SELECT * FROM write_problems ORDER BY id`.execute(stack.db)
    return [...seen, JSON.stringify(rows)].join('\n')
  }

  async function listsOf(people: readonly string[]) {
    const { rows } = await sql<{ id: string, owner_id: string, members: string[], owners: string[] }>`
      SELECT l.id, l.owner_id, array_agg(m.user_id) AS members, array_agg(m.user_id) FILTER (WHERE m.role = 'owner') AS owners
      FROM lists l JOIN list_members m ON m.list_id = l.id WHERE l.owner_id IN (${sql.join(people)}) GROUP BY l.id`.execute(stack.db)
    return rows
  }
})
