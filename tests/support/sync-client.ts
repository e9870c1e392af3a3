import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PowerSyncDatabase, Schema, SyncStreamConnectionMethod, Table, column } from '@powersync/node'

export interface SdkClientOptions {
  endpoint: () => string
  token: () => Promise<string>
  webSocket?: boolean
  tables: Record<string, Record<string, (typeof column)['text'] | (typeof column)['integer'] | (typeof column)['real']>>
}

/** An unmodified `@powersync/node` database, connected to the service. */
export async function connectSdk({ endpoint, token, tables, webSocket = false }: SdkClientOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'driftless-sdk-'))
  const database = new PowerSyncDatabase({
    schema: new Schema(Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, new Table(columns)]))),
    database: { dbFilename: 'client.db', dbLocation: folder, implementation: { type: 'node:sqlite' } },
  })
  await database.init()
  const uploaded: unknown[] = []
  void database.connect({
    fetchCredentials: async () => ({ endpoint: endpoint(), token: await token() }),
    uploadData: async (db) => {
      const transaction = await db.getNextCrudTransaction()
      if (!transaction) return
      uploaded.push(...transaction.crud)
      await transaction.complete()
    },
  }, { retryDelayMs: 200, connectionMethod: webSocket ? SyncStreamConnectionMethod.WEB_SOCKET : SyncStreamConnectionMethod.HTTP })
  return {
    database,
    uploaded,
    async close() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export { column }
