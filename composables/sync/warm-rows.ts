import { rememberedAccount } from '~/composables/account/remembered-account'
import { guestId } from '~/powersync/guest'

/** Under it lies what was on the screen last, so that the next start shows it before the database is open. */
const key = 'driftless:warm'
/** Characters that are kept in all: the browser reads them at the start of every page. */
const most = 50_000

/** Rows by the question that they answer. */
type Answers = Readonly<Record<string, readonly unknown[]>>

interface Kept {
  /** Whose rows these are. */
  owner: string
  answers: Answers
}

let kept: Kept | null = null
let isRead = false

/**
 * The rows that answered this question when the app was last on the screen, given once: later they may be old. Null if there are none, or
 * they are another person's.
 */
export function takeWarmRows<Row>(question: string): readonly Readonly<Row>[] | null {
  if (!isRead) kept = read()
  isRead = true
  if (!kept || kept.owner !== warmOwner()) return null
  const { [question]: rows, ...others } = kept.answers
  kept = { owner: kept.owner, answers: others }
  // The question holds its whole SQL, so that its answer has its columns.
  return rows as readonly Readonly<Row>[] | undefined ?? null
}

/** Keeps rows for the next start, as many answers as there is room for. Not of somebody who is no longer the one who uses this browser. */
export function keepWarmRows(owner: string, answers: Answers): void {
  if (owner !== warmOwner()) return
  const room: Record<string, readonly unknown[]> = {}
  let size = 0
  for (const [question, rows] of Object.entries(answers)) {
    const length = question.length + JSON.stringify(rows).length
    if (size + length > most) continue
    size += length
    room[question] = rows
  }
  try {
    localStorage.setItem(key, JSON.stringify({ owner, answers: room } satisfies Kept))
  }
  catch {
    // No room, or storage is forbidden: the next start waits for the database.
  }
}

/** Nothing of the last person may stay; what another tab wrote down of this one's may. */
export function forgetWarmRows(): void {
  kept = read()
  if (kept) return
  try {
    localStorage.removeItem(key)
  }
  catch {
    // Where storage is forbidden nothing was kept.
  }
}

/** Whose browser this is now. */
export function warmOwner(): string {
  return rememberedAccount()?.id ?? guestId
}

function read(): Kept | null {
  try {
    const value: Partial<Kept> | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    return value && typeof value.owner === 'string' && value.owner === warmOwner() && value.answers ? { owner: value.owner, answers: value.answers } : null
  }
  catch {
    // Storage is forbidden, or holds something that is not ours.
    return null
  }
}
