import { expect, it } from 'vitest'
import { torture } from '../torture/torture.ts'

// A short run of what `npm run torture` does at length. SEED=… plays another one.
// This one has two people, three tabs, clocks that are a day slow and a day fast, and every fault.
const seed = Number(process.env.SEED ?? 1661480)

it(`browsers under random edits and faults agree with Postgres afterwards and lose nothing (SEED=${seed})`, { timeout: 240_000 }, async () => {
  const { faults, acknowledged } = await torture({ seed, seconds: 60, steps: 38 })
  expect(faults).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
})
