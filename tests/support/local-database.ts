import type { CommonPowerSyncDatabase, Schema } from '@powersync/common'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConsoleLogger, LogLevels } from '@powersync/common'
import { PowerSyncDatabase } from '@powersync/node'
import { AppSchema } from '../../powersync/AppSchema.ts'

export interface LocalDatabaseForTest {
  database: CommonPowerSyncDatabase
  /** Closes it and removes its file. */
  remove: () => Promise<void>
}

/** A real local database in a file of its own, as a device has one. */
export async function openLocalDatabase(schema: Schema = AppSchema): Promise<LocalDatabaseForTest> {
  const directory = await mkdtemp(join(tmpdir(), 'driftless-client-'))
  const database = new PowerSyncDatabase({
    schema,
    // Below that the SDK tells of every checkpoint that has to wait.
    logger: createConsoleLogger({ minLevel: LogLevels.error }),
    // Two databases with the same file name share one sync connection in the SDK, wherever the files are.
    database: { dbFilename: `${randomUUID()}.db`, dbLocation: directory, implementation: { type: 'node:sqlite' }, readWorkerCount: 1 },
  })
  await database.init()
  return {
    database,
    async remove() {
      await database.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
