import fc from 'fast-check'

export const LISTS = ['l0', 'l1', 'l2', 'l3']
export const USERS = ['ada', 'bob', 'eve']
const ITEMS = 30

/** One statement. What it means for rows that are not there is nothing. */
const edit = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('put' as const), id: fc.nat(ITEMS - 1), list: fc.constantFrom(...LISTS), owner: fc.constantFrom(...USERS), size: fc.nat(3), open: fc.boolean(), body: fc.string({ maxLength: 30 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('size' as const), id: fc.nat(ITEMS - 1), size: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), id: fc.nat(ITEMS - 1), list: fc.constantFrom(...LISTS) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), id: fc.nat(ITEMS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), id: fc.nat(ITEMS - 1), to: fc.nat(ITEMS - 1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('membership' as const), user: fc.constantFrom(...USERS), list: fc.constantFrom(...LISTS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bulk' as const), list: fc.constantFrom(...LISTS), rows: fc.integer({ min: 1, max: 1500 }) }) },
)

// Mostly a transaction waits until someone has seen the one before it; in a burst they come as fast as they can.
const burst = fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 3, arbitrary: fc.constant(true) })

/** What happens next: a transaction, or something that goes wrong. */
const step = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant('transaction' as const), burst, edits: fc.array(edit, { minLength: 1, maxLength: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('kill' as const, 'cut' as const, 'compact' as const, 'restart' as const) }) },
)

/** Who looks, and at what. */
const view = fc.record({
  user: fc.constantFrom(...USERS),
  defaults: fc.boolean(),
  lists: fc.uniqueArray(fc.constantFrom(...LISTS), { maxLength: 3 }),
  sizes: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
})

export type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
export type View = typeof view extends fc.Arbitrary<infer T> ? T : never

export const makePlan = (seed: number, steps: number): { steps: Step[], views: View[] } => ({
  steps: fc.sample(step, { seed, numRuns: steps }),
  views: fc.sample(view, { seed, numRuns: 5 }),
})
