import type { SourceConfig } from '../config/source-config.ts'
import type { SyncConfigProblem } from '../streams/sync-config-error.ts'
import { SyncConfigError } from '../streams/sync-config-error.ts'
import { SyncConfig, problemsWithSchema } from '../streams/sync-config.ts'
import { describeSchemas } from './describe-schemas.ts'
import { describeTables, withClient } from './inspect-source.ts'
import { PUBLICATION, loadPublishedTables } from './source-tables.ts'

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
  const { tables, schemas } = await withClient(source, async client => ({
    tables: await describeTables(client, config),
    schemas: describeSchemas(await loadPublishedTables(client, PUBLICATION)),
  }))
  const problems = [...config.warnings, ...problemsWithSchema(content, schemas)]
  return { errors: [...problems.map(describe), ...tables.flatMap(table => table.errors)], tables, ...config.summary }
}

function describe({ level, message, location }: SyncConfigProblem): { level: string, message: string, location?: object } {
  return { level, message, ...(location ? { location: { start_offset: location.start, end_offset: location.end } } : {}) }
}
