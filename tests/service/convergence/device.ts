import type { TableName } from '../../../shared/tables/index.ts'
import type { Database } from '../../../powersync/kysely.ts'
import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { tables } from '../../../shared/tables/index.ts'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { PowerSyncConnector } from '../../../powersync/PowerSyncConnector.ts'
import { readUploadState } from '../../../powersync/queries/upload-state.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

/** One browser of one person: the app's own database, schema and connector, in a file of its own. */
export class Device {
  readonly userId: string
  readonly name: string
  readonly #local: LocalDatabaseForTest
  readonly #connector: PowerSyncConnector
  isOnline = false

  static async open(name: string, userId: string, baseUrl: string): Promise<Device> {
    return new Device(name, userId, await openLocalDatabase(), baseUrl)
  }

  private constructor(name: string, userId: string, local: LocalDatabaseForTest, baseUrl: string) {
    this.name = name
    this.userId = userId
    this.#local = local
    this.#connector = new PowerSyncConnector({ baseUrl, accountId: userId, request: { headers: { authorization: userId } } })
  }

  get db(): Database {
    return kyselyOf(this.#local.database)
  }

  /** Never awaited in full: with a server that does not answer it would not come back. */
  goOnline(): void {
    if (this.isOnline) return
    this.isOnline = true
    void this.#local.database.connect(this.#connector, { crudUploadThrottleMs: 1, retryDelayMs: 20 })
  }

  async goOffline(): Promise<void> {
    if (!this.isOnline) return
    this.isOnline = false
    await this.#local.database.disconnect()
  }

  /** Everything written here was answered, and the checkpoint with it has come back. */
  async isSettled(): Promise<boolean> {
    return (await readUploadState(this.#local.database, 0)).isConfirmed && this.#local.database.currentStatus.hasSynced === true
  }

  /** All that a person could see here, by table. */
  async rows(): Promise<Map<TableName, Record<string, unknown>[]>> {
    const found = new Map<TableName, Record<string, unknown>[]>()
    for (const table of Object.values(tables)) found.set(table.name, await this.#local.database.getAll(`SELECT * FROM ${table.name} ORDER BY id`))
    return found
  }

  /** What the client keeps of a list below the tables: received operations that mention it. */
  async tracesOf(listId: string): Promise<string[]> {
    const rows = await this.#local.database.getAll<{ row_type: string }>(`
      SELECT row_type FROM ps_oplog WHERE row_type IN ('lists', 'list_members', 'list_preferences', 'todos') AND data LIKE '%' || ? || '%'`, [listId])
    return rows.map(row => row.row_type)
  }

  remove(): Promise<void> {
    return this.#local.remove()
  }
}
