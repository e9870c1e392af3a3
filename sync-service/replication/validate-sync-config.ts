import type { SourceConfig } from '../config/source-config.ts'
import type { SyncConfigProblem } from '../streams/sync-config-error.ts'
import { SyncConfigError } from '../streams/sync-config-error.ts'
import { SyncConfig } from '../streams/sync-config.ts'
import { describeTables, withClient } from './inspect-source.ts'

/** Compiles a sync config and compares it with the database, without deploying it. */
export async function validateSyncConfig(source: SourceConfig, content: string) {
  let config: SyncConfig
  try {
    config = new SyncConfig(content, 'validate')
  }
  catch (error) {
    if (!(error instanceof SyncConfigError)) throw error
    return { errors: error.problems.map(describe), tables: [], definitions: [], outputTables: {} }
  }
  const tables = await withClient(source, client => describeTables(client, config))
  return { errors: [...config.warnings.map(describe), ...tables.flatMap(table => table.errors)], tables, ...config.summary }
}

function describe({ level, message, location }: SyncConfigProblem): { level: string, message: string, location?: object } {
  return { level, message, ...(location ? { location: { start_offset: location.start, end_offset: location.end } } : {}) }
}
