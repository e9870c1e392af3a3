import { Schema } from '@powersync/common'

/** No tables beyond the app's own. Takes the place of the module's, see modules/plain-diagnostics-schema.ts. */
export function usePowerSyncInspector() {
  return { diagnosticsSchema: new Schema([]), getCurrentSchemaManager: () => schemaManager }
}

/** Asked for by the adapter that never runs. */
const schemaManager = {
  updateFromOperations: () => Promise.resolve(),
  refreshSchema: () => Promise.resolve(),
  clear: () => Promise.resolve(),
}
