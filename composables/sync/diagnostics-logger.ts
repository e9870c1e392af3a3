import type { LogRecord, PowerSyncLogger } from '@powersync/common'
import { createConsoleLogger, LogLevels } from '@powersync/common'

export interface DiagnosticsRecord extends LogRecord {
  at: Date
}

/** Records kept for the inspector. */
const capacity = 500

const records: DiagnosticsRecord[] = []
const listeners = new Set<(record: DiagnosticsRecord) => void>()
const forConsole = createConsoleLogger({ minLevel: LogLevels.warn })

const logger: PowerSyncLogger = {
  log(record) {
    const kept = { ...record, at: new Date() }
    records.push(kept)
    if (records.length > capacity) records.shift()
    for (const listener of listeners) listener(kept)
    forConsole.log(record)
  },
}

/** What the SDK said lately, on this page and in its workers, newest last. Takes the place of the module's own logger. */
export function useDiagnosticsLogger() {
  return {
    logger,
    records: records as readonly DiagnosticsRecord[],
    /** @returns a function that ends it */
    onRecord(listener: (record: DiagnosticsRecord) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
