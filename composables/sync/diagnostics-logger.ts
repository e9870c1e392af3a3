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
    if (!isLostConnection(record)) forConsole.log(record)
  },
}

/**
 * Being offline is no error: the state of sync says it in words, and the SDK would print a stack every five seconds. Nor is making way
 * for a new connection, or another tab's end.
 */
function isLostConnection({ message, error }: LogRecord): boolean {
  const text = `${message} ${String(error)}`
  return /Failed to fetch|NetworkError|Load failed|network error|ERR_(INTERNET|CONNECTION)|Initial connect attempt/i.test(text)
    || /Connection request has been aborted|Disconnect has been requested|Remote peer closed|closed remote|Tab closed while handling/i.test(text)
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
