import type { InjectionKey, Ref } from 'vue'
import type { TabReport } from './channel'
import type { InspectorEvent, WatchedQueryReport } from './InspectorEvent'
import { inject, onScopeDispose, provide, shallowReadonly, shallowRef } from 'vue'
import { openChannel } from './channel'
import { measuredQueries } from './measured-queries'
import { onRecorded, recorded, thisTab } from './recorder'

/** A tab and the queries that it watches. */
export interface KnownTab extends TabReport {
  queries: WatchedQueryReport[]
}

export interface InspectorFeed {
  /** Every open tab of the app in this browser, this one first. */
  tabs: Readonly<Ref<readonly KnownTab[]>>
  /** What happened in all of them, oldest first; the last few thousand. */
  events: Readonly<Ref<readonly InspectorEvent[]>>
  /** Asks every tab for its queries anew. */
  ask: () => void
  /** Log lines up to then are not wanted any more, milliseconds since 1970. What else happened stays known. */
  clearedAt: Ref<number>
}

const capacity = 5_000
/** Questions that a tab may leave unanswered: one in the background is slow. */
const patience = 5
const key: InjectionKey<InspectorFeed> = Symbol('inspector-feed')

/** Collects what the tabs tell, for the Inspector's frame and everything in it. */
export function provideInspectorFeed(): InspectorFeed {
  const openedAt = Date.now()
  const others = new Map<string, KnownTab>()
  const tabs = shallowRef<readonly KnownTab[]>([])
  const known = new Map<string, InspectorEvent>()
  const events = shallowRef<readonly InspectorEvent[]>([])
  const unanswered = new Map<string, number>()
  let isDue = false

  function show() {
    // A burst of log lines is drawn once.
    if (isDue) return
    isDue = true
    requestAnimationFrame(() => {
      isDue = false
      const sorted = [...known.values()].sort((one, other) => one.at - other.at)
      for (const { id } of sorted.splice(0, Math.max(0, sorted.length - capacity))) known.delete(id)
      events.value = sorted
    })
  }

  function showTabs() {
    const here: KnownTab = { id: thisTab(), path: location.pathname, openedAt, isInspector: true, queries: measuredQueries() }
    tabs.value = [here, ...others.values()]
  }

  function take(taken: readonly InspectorEvent[]) {
    for (const event of taken) known.set(event.id, event)
    show()
  }

  const channel = openChannel((message) => {
    if (message.kind === 'event') take([message.event])
    // This tab answers itself too.
    if (message.kind === 'here' && message.tab.id !== thisTab()) {
      others.set(message.tab.id, { ...message.tab, queries: message.queries })
      unanswered.delete(message.tab.id)
      take(message.events)
      showTabs()
    }
    if (message.kind === 'gone' && others.delete(message.tab)) showTabs()
  })
  const stop = onRecorded(event => take([event]))
  onScopeDispose(() => {
    stop()
    channel.close()
  })

  function ask() {
    for (const id of others.keys()) {
      const times = (unanswered.get(id) ?? 0) + 1
      unanswered.set(id, times)
      // It crashed, or was closed without a word.
      if (times > patience) others.delete(id)
    }
    channel.post({ kind: 'who' })
    showTabs()
  }

  take(recorded())
  ask()
  const feed = {
    tabs: shallowReadonly(tabs),
    events: shallowReadonly(events),
    ask,
    clearedAt: shallowRef(0),
  }
  provide(key, feed)
  return feed
}

export function useInspectorFeed(): InspectorFeed {
  const feed = inject(key)
  if (!feed) throw new Error('Only within the Inspector')
  return feed
}
