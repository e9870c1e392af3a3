import type { Component } from 'vue'
import { Boxes, CloudUpload, Database, RefreshCw, ScrollText, Server, Settings2 } from '@lucide/vue'
import { defineAsyncComponent } from 'vue'

export interface InspectorTab {
  /** As the address has it: `?tab=buckets`. */
  id: string
  label: string
  icon: Component
  /** Takes no props, and draws its own loading, empty and error states. */
  view: Component
}

/** The Inspector's tabs in their order. Each is loaded when it is first looked at. */
export const inspectorTabs: readonly [InspectorTab, ...InspectorTab[]] = [
  { id: 'sync', label: 'Sync', icon: RefreshCw, view: defineAsyncComponent(() => import('./sync/InspectorSync.vue')) },
  { id: 'buckets', label: 'Buckets', icon: Boxes, view: defineAsyncComponent(() => import('./buckets/InspectorBuckets.vue')) },
  { id: 'data', label: 'Data', icon: Database, view: defineAsyncComponent(() => import('./data/InspectorData.vue')) },
  { id: 'queue', label: 'Queue', icon: CloudUpload, view: defineAsyncComponent(() => import('./queue/InspectorQueue.vue')) },
  { id: 'config', label: 'Config', icon: Settings2, view: defineAsyncComponent(() => import('./config/InspectorConfig.vue')) },
  { id: 'server', label: 'Server', icon: Server, view: defineAsyncComponent(() => import('./server/InspectorServer.vue')) },
  { id: 'logs', label: 'Logs', icon: ScrollText, view: defineAsyncComponent(() => import('./logs/InspectorLogs.vue')) },
]
