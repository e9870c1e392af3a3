import type { ComputedRef } from 'vue'
import type { InspectorEvent, Tone } from './InspectorEvent'
import { computed } from 'vue'
import { useInspectorFeed } from './feed'
import { durationWords } from './number-words'

export interface TimelineEntry {
  id: string
  at: number
  text: string
  tone: Tone
}

/** As many as are drawn. */
const limit = 300

/**
 * What happened to the connection, newest first. Every tab sees the same state of the one sync client: it is told once, by the
 * tab that has watched longest. Uploads and tokens are told by the tab that the worker asked for them.
 */
export function useTimeline(): ComputedRef<TimelineEntry[]> {
  const { events } = useInspectorFeed()
  return computed(() => {
    const witness = events.value.find(event => event.fact.kind === 'status')?.tab
    return events.value.flatMap(event => entryOf(event, witness) ?? []).slice(-limit).reverse()
  })
}

function entryOf({ id, at, tab, fact }: InspectorEvent, witness: string | undefined): TimelineEntry | null {
  switch (fact.kind) {
    case 'log': return null
    case 'status': return tab === witness ? { id, at, text: fact.text, tone: fact.tone } : null
    case 'credentials': return { id, at, text: 'Credentials fetched', tone: 'plain' }
    case 'upload': return { id, at, ...uploadWords(fact) }
  }
}

function uploadWords({ transactions, operations, milliseconds, outcome }: Extract<InspectorEvent['fact'], { kind: 'upload' }>): { text: string, tone: Tone } {
  const what = `${transactions.length} ${transactions.length === 1 ? 'transaction' : 'transactions'}, ${operations} ${operations === 1 ? 'operation' : 'operations'}`
  if (outcome.kind === 'failed') return { text: `Upload of ${what} failed: ${outcome.message}`, tone: 'danger' }
  if (outcome.refused.length === 0) return { text: `Uploaded ${what} in ${durationWords(milliseconds)}`, tone: 'good' }
  return { text: `Uploaded ${what} in ${durationWords(milliseconds)}; ${outcome.refused.length} refused: ${outcome.refused.flatMap(({ codes }) => codes).join(', ')}`, tone: 'warn' }
}
