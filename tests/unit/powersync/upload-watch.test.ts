import type { UploadWatch, WatchedUploads } from '../../../powersync/upload-watch.ts'
import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { rowKey } from '../../../powersync/queries/upload-state.ts'
import { watchUploads } from '../../../powersync/upload-watch.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
let state: WatchedUploads | undefined
let uploads: UploadWatch

beforeEach(async () => {
  local = await openLocalDatabase()
  state = undefined
  uploads = watchUploads(local.database, (next) => { state = next }, fail)
  await vi.waitFor(() => expect(state).toBeDefined())
})

afterEach(async () => {
  uploads.stop()
  await local.remove()
})

function fail(error: unknown): never {
  throw error
}

/** What the core extension notes when a checkpoint has been applied. */
async function applyCheckpoint(id: number) {
  await local.database.execute('INSERT OR REPLACE INTO ps_kv (key, value) VALUES (?, ?)', ['last_applied_checkpoint_request_id', id])
}

async function requestCheckpoint(id: number) {
  await local.database.writeTransaction(tx => tx.execute('SELECT CAST(powersync_control(?, ?) AS TEXT)', ['target_checkpoint_request_id', String(id)]))
}

test('a device that never wrote anything waits for nothing', () => {
  expect(state).toMatchObject({ queued: 0, isConfirmed: true })
})

test('an edit is unconfirmed until the checkpoint after its upload has been applied', async () => {
  const list = await createList(kyselyOf(local.database), 'me', { name: 'Garden' })
  await vi.waitFor(() => expect(state).toMatchObject({ queued: 1, sent: 0, isConfirmed: false }))
  expect(state?.rows).toContain(rowKey('lists', list))

  await (await local.database.getNextCrudTransaction())?.complete()
  await vi.waitFor(() => expect(state).toMatchObject({ queued: 0, sent: 1, isConfirmed: false }))
  expect(state?.sentRows).toContain(rowKey('lists', list))

  await requestCheckpoint(7)
  await applyCheckpoint(6)
  await vi.waitFor(() => expect(state?.sentRows.size).toBe(2))
  expect(state?.isConfirmed).toBe(false)

  await applyCheckpoint(7)
  await vi.waitFor(() => expect(state).toMatchObject({ isConfirmed: true }))
  expect(state).toMatchObject({ sent: 0, queued: 0 })
})

test('who asks for a new look is answered when an edit made before is known', async () => {
  await createList(kyselyOf(local.database), 'me', { name: 'Garden' })
  await uploads.reread()
  expect(state).toMatchObject({ queued: 1, isConfirmed: false })
})
