import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { column, PowerSyncDatabase, Schema, Table } from '@powersync/node'
import type { Person } from './person.ts'

/** An unmodified `@powersync/node` client with a schema of its own, connected as the person. */
export async function connectNodeClient(person: Person) {
  const folder = await mkdtemp(join(tmpdir(), 'driftless-client-'))
  const database = new PowerSyncDatabase({
    schema: new Schema({
      lists: new Table({ name: column.text, owner_id: column.text }),
      list_members: new Table({ list_id: column.text, user_id: column.text, role: column.text }),
      todos: new Table({ list_id: column.text, title: column.text, completed_at: column.text, number: column.integer }),
    }),
    database: { dbFilename: `${person.id}.db`, dbLocation: folder, implementation: { type: 'node:sqlite' } },
  })
  await database.init()
  void database.connect({
    fetchCredentials: async () => {
      const { endpoint, token } = await person.credentials()
      return { endpoint, token }
    },
    uploadData: async () => {},
  })
  return {
    database,
    async close() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
