import type { InspectorEvent, InspectorFact } from './InspectorEvent'

/** Events kept in a tab: enough to see what happened, little enough to forget about. */
const capacity = 1_000

/** The events of this tab, newest last, and who wants to hear of new ones. */
const events: InspectorEvent[] = []
const listeners = new Set<(event: InspectorEvent) => void>()
let count = 0
let id: string | undefined

/** What tells this tab from the others. */
export function thisTab(): string {
  id ??= crypto.randomUUID()
  return id
}

/** @param at milliseconds since 1970 */
export function record(fact: InspectorFact, at = Date.now()): void {
  count += 1
  const event = { id: `${thisTab()}/${count}`, tab: thisTab(), at, fact }
  events.push(event)
  if (events.length > capacity) events.shift()
  for (const listener of listeners) listener(event)
}

export function recorded(): InspectorEvent[] {
  return [...events]
}

/** @returns a function that ends it */
export function onRecorded(listener: (event: InspectorEvent) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
