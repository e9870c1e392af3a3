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
 * tab that has watched longest of those that were still open. Uploads and tokens are told by the tab that the worker asked for them.
 */
export function useTimeline(): ComputedRef<TimelineEntry[]> {
  const { events, tabs } = useInspectorFeed()
  return computed(() => {
    const witness = witnesses(events.value, new Set(tabs.value.map(tab => tab.id)))
    return events.value.flatMap(event => entryOf(event, witness) ?? []).slice(-limit).reverse()
  })
}

/** How far the clocks of two tabs' events of the same change lie apart, milliseconds. */
const spread = 50

/** Whose word counts at a moment. A tab that was closed saw nothing after its last event. */
function witnesses(events: readonly InspectorEvent[], open: ReadonlySet<string>): (at: number) => string | undefined {
  const watching = new Map<string, number>()
  for (const { tab, at, fact } of events) {
    if (fact.kind === 'status') watching.set(tab, open.has(tab) ? Infinity : at + spread)
  }
  const watchers = [...watching]
  return at => watchers.find(([, until]) => until >= at)?.[0]
}

function entryOf({ id, at, tab, fact }: InspectorEvent, witness: (at: number) => string | undefined): TimelineEntry | null {
  switch (fact.kind) {
    case 'log': return null
    case 'status': return tab === witness(at) ? { id, at, text: fact.text, tone: fact.tone } : null
    case 'credentials': return { id, at, text: 'Credentials fetched', tone: 'plain' }
    case 'no-credentials': return { id, at, text: `No credentials: ${fact.reason}`, tone: 'danger' }
    case 'upload': return { id, at, ...uploadWords(fact) }
  }
}

function uploadWords({ transactions, operations, milliseconds, outcome }: Extract<InspectorEvent['fact'], { kind: 'upload' }>): { text: string, tone: Tone } {
  const what = `${transactions.length} ${transactions.length === 1 ? 'transaction' : 'transactions'}, ${operations} ${operations === 1 ? 'operation' : 'operations'}`
  if (outcome.kind === 'failed') return { text: `Upload of ${what} failed: ${outcome.message}`, tone: 'danger' }
  if (outcome.refused.length === 0) return { text: `Uploaded ${what} in ${durationWords(milliseconds)}`, tone: 'good' }
  return { text: `Uploaded ${what} in ${durationWords(milliseconds)}; ${outcome.refused.length} refused: ${outcome.refused.flatMap(({ codes }) => codes).join(', ')}`, tone: 'warn' }
}
