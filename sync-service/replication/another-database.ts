import type pg from 'pg'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { CatalogTable } from './source-tables.ts'
import { quoteName } from './postgres-client.ts'
import { SlotLostError, SourceError } from './source-error.ts'

/**
 * What it means that the address leads to another database than before. One with rows has been restored or has moved: everything is copied
 * from it (SlotLostError). One without any row, while clients hold some, is more likely a mistake in a fail-over, and would empty all clients:
 * it is refused (SourceError) until a person says otherwise.
 */
export async function explainOtherDatabase(client: pg.Client, store: BucketStore, tables: CatalogTable[], change: string): Promise<Error> {
  const holdsRows = store.database.reader.prepare('SELECT 1 FROM source_rows LIMIT 1').get() !== undefined
  if (!holdsRows || await hasRows(client, tables)) return new SlotLostError(`This is another database than the one that was replicated before (${change}).`)
  return new SourceError('PSYNC_S1146', `This is another database than the one that was replicated before (${change}), and its tables are empty. It is not replicated, so that clients keep `
    + 'their rows: connect the right database, restore its rows, or call POST /api/admin/v1/reprocess to begin anew with this one.')
}

async function hasRows(client: pg.Client, tables: CatalogTable[]): Promise<boolean> {
  for (const { schema, name } of tables) {
    const { rowCount } = await client.query(`SELECT 1 FROM ONLY ${quoteName(schema, name)} LIMIT 1`)
    if (rowCount) return true
  }
  return false
}
