import type { EditName } from '../service/convergence/edits.ts'
import { editWeights } from '../service/convergence/plan.ts'

/** Edits by hand on the screen, which shows them before the database has them. */
const handWeights = {
  typeTodo: 4,
  renameOnScreen: 2,
  /** Shown, and the page is loaded anew before any of it is saved. */
  reloadBeforeSaved: 2,
  closeBeforeSaved: 2,
} as const

/** What goes wrong, besides the edits. */
const faultWeights = {
  /** No network, and the browser knows. */
  goOffline: 4,
  /** No byte passes any more on open connections, and nobody says so. */
  goDead: 2,
  /** A tenth of a second each way, little at a time. */
  goSlow: 2,
  goOnline: 8,
  killApp: 1,
  killSync: 1,
  restartPostgres: 1,
  killWorker: 1,
  openTab: 3,
  closeTab: 2,
  closeTabInMidWrite: 3,
  reloadTab: 2,
  /** Everybody online, and in step. */
  settle: 1,
} as const

type Fault = keyof typeof faultWeights | keyof typeof handWeights

/** What happens next. The numbers choose the browser, the tab, the row and the rest. */
export interface Step {
  readonly act: EditName | Fault
  readonly client: number
  readonly tab: number
  readonly a: number
  readonly b: number
}

export interface World {
  /** A browser each: whose it is, how many tabs it opens, and how many hours its clock is wrong. */
  readonly clients: readonly { person: number, tabs: number, hoursAhead: number }[]
}

export interface Plan {
  readonly world: World
  readonly steps: Iterable<Step>
}

const weights = Object.entries({ ...editWeights, ...handWeights, ...faultWeights }) as [Step['act'], number][]
const total = weights.reduce((sum, [, weight]) => sum + weight, 0)

/** The run of a seed: always the same, and without an end. */
export function planOf(seed: number): Plan {
  const random = randomNumbers(seed)
  const clients = Array.from({ length: 2 + random(3) }, (_, at) => ({ person: at % 3, tabs: 1 + random(2), hoursAhead: [0, 0, 24, -24][random(4)] ?? 0 }))
  return { world: { clients }, steps: steps(random) }
}

function* steps(random: (below: number) => number): Generator<Step> {
  for (;;) yield { act: drawn(random(total)), client: random(12), tab: random(12), a: random(1_000), b: random(1_000) }
}

function drawn(dice: number): Step['act'] {
  let left = dice
  for (const [act, weight] of weights) {
    if (left < weight) return act
    left -= weight
  }
  return 'settle'
}

/** Mulberry32: small, and the same everywhere. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
