import type pg from 'pg'
import type { TupleValue } from './pgoutput.ts'
import type { CatalogTable } from './source-tables.ts'
import { CopyQuery } from './copy-query.ts'
import { parseCopyLine } from './copy-text.ts'
import { quoteName } from './postgres-client.ts'

/** Reads all rows of a table within the client's transaction, in the order of the described columns. Returns how many there were. */
export async function copyTable(client: pg.Client, table: CatalogTable, onRow: (values: TupleValue[]) => void): Promise<number> {
  const columns = table.columns.map(({ name }) => quoteName(name)).join(', ')
  let rows = 0
  const query = client.query(new CopyQuery(`COPY (SELECT ${columns} FROM ONLY ${quoteName(table.schema, table.name)}) TO STDOUT`, (line) => {
    rows++
    onRow(parseCopyLine(line))
  }))
  await query.done
  return rows
}
