import { keepWarmRows, warmOwner } from '~/composables/sync/warm-rows'

interface Shown {
  /** Whose it is: it does not become somebody else's when they sign in. */
  owner: string
  /** Null while they are not known. */
  rows: () => readonly unknown[] | null
}

/** What is on the screen now, by question. */
const shown = new Map<string, Shown>()
let isListening = false

/**
 * Keeps the answer to a question for the next start, for as long as it is on the screen. It is written down when the page is left or hidden, which
 * is the last that a phone tells of it.
 *
 * @returns ends it
 */
export function keepWarm(question: string, rows: () => readonly unknown[] | null): () => void {
  const mine = { owner: warmOwner(), rows }
  shown.set(question, mine)
  listen()
  return () => {
    if (shown.get(question) === mine) shown.delete(question)
  }
}

function write() {
  const owner = warmOwner()
  const answers = [...shown].flatMap(([question, { owner: theirs, rows }]) => {
    const known = theirs === owner ? rows() : null
    return known ? [[question, known] as const] : []
  })
  if (answers.length > 0) keepWarmRows(owner, Object.fromEntries(answers))
}

function listen() {
  if (isListening) return
  isListening = true
  addEventListener('pagehide', write)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && write())
}
