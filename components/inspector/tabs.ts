import type { AsyncComponentLoader, Component } from 'vue'
import { Boxes, CloudUpload, Database, RefreshCw, ScrollText, Server, Settings2 } from '@lucide/vue'
import { defineAsyncComponent, h } from 'vue'
import InspectorWait from './InspectorWait.vue'

export interface InspectorTab {
  /** As the address has it: `?tab=buckets`. */
  id: string
  label: string
  icon: Component
  /** Takes no props, and draws its own loading, empty and error states. */
  view: Component
}

const loaders: AsyncComponentLoader[] = []

/** The Inspector's tabs in their order. Each is loaded when it is first looked at, or by `loadInspectorTabs`. */
export const inspectorTabs: readonly [InspectorTab, ...InspectorTab[]] = [
  { id: 'sync', label: 'Sync', icon: RefreshCw, view: lazily(() => import('./sync/InspectorSync.vue')) },
  { id: 'buckets', label: 'Buckets', icon: Boxes, view: lazily(() => import('./buckets/InspectorBuckets.vue')) },
  { id: 'data', label: 'Data', icon: Database, view: lazily(() => import('./data/InspectorData.vue')) },
  { id: 'queue', label: 'Queue', icon: CloudUpload, view: lazily(() => import('./queue/InspectorQueue.vue')) },
  { id: 'config', label: 'Config', icon: Settings2, view: lazily(() => import('./config/InspectorConfig.vue')) },
  { id: 'server', label: 'Server', icon: Server, view: lazily(() => import('./server/InspectorServer.vue')) },
  { id: 'logs', label: 'Logs', icon: ScrollText, view: lazily(() => import('./logs/InspectorLogs.vue')) },
]

/** Fetches every tab ahead: what is looked for when the network is gone should not be missing because of that. */
export async function loadInspectorTabs(): Promise<void> {
  // One that fails says so itself when it is looked at, and is tried again then.
  await Promise.allSettled(loaders.map(load => load()))
}

function lazily(load: AsyncComponentLoader): Component {
  loaders.push(load)
  return defineAsyncComponent({
    loader: () => load().catch((cause: unknown) => {
      throw new Error('This tab could not be loaded: the server does not answer. It is tried again when you come back to it.', { cause })
    }),
    loadingComponent: () => h(InspectorWait, { isLoading: true }),
    errorComponent: InspectorWait,
  })
}
