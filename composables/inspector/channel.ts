import type { InspectorEvent, WatchedQueryReport } from './InspectorEvent'

/** A tab of the app, as it tells of itself. */
export interface TabReport {
  id: string
  path: string
  openedAt: number
  /** It shows the Inspector. */
  isInspector: boolean
}

/** What tabs of this origin say to each other for the Inspector. Only this app can: a channel is the origin's own. */
export type InspectorMessage =
  | { kind: 'who' }
  | { kind: 'here', tab: TabReport, events: InspectorEvent[], queries: WatchedQueryReport[] }
  | { kind: 'event', event: InspectorEvent }
  | { kind: 'gone', tab: string }

export interface InspectorChannel {
  post: (message: InspectorMessage) => void
  close: () => void
}

export function openChannel(onMessage: (message: InspectorMessage) => void): InspectorChannel {
  const channel = new BroadcastChannel('driftless:inspector')
  channel.onmessage = ({ data }: MessageEvent<InspectorMessage>) => onMessage(data)
  return { post: message => channel.postMessage(message), close: () => channel.close() }
}
