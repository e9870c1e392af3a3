import type { Environment } from './environment.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PowerSyncDatabase, Schema, Table, column } from '@powersync/node'

/** An unmodified client in this process. */
export async function newClient(environment: Environment, user: string) {
  const folder = await mkdtemp(join(tmpdir(), 'driftless-bench-client-'))
  const database = new PowerSyncDatabase({
    schema: new Schema({ todos: new Table({ list_id: column.text, title: column.text, completed: column.integer }) }),
    database: { dbFilename: 'client.db', dbLocation: folder, implementation: { type: 'node:sqlite' } },
  })
  await database.init()
  return {
    database,
    async firstSync() {
      void database.connect({
        fetchCredentials: async () => ({ endpoint: `http://127.0.0.1:${environment.port}`, token: await environment.token(user) }),
        uploadData: async () => undefined,
      })
      await database.waitForFirstSync()
    },
    async close() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
