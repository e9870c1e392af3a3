import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepEditTimes } from '../../../powersync/edit-times.ts'
import { clearKeepingQueue } from '../../../powersync/diagnostics/clear-keeping-queue.ts'
import { readDeviceFacts } from '../../../powersync/diagnostics/device-facts.ts'
import { dumpSql } from '../../../powersync/diagnostics/dump-sql.ts'
import { readUnsentEdits } from '../../../powersync/diagnostics/unsent-edits.ts'
import { isSound, verifyLocal } from '../../../powersync/diagnostics/verify-local.ts'
import { readUploadState } from '../../../powersync/queries/upload-state.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
beforeEach(async () => {
  local = await openLocalDatabase()
  await keepEditTimes(local.database)
})
afterEach(() => local.remove())

/** As the extension leaves a row that arrived. */
async function receive(id: string, title: string, { hash = 7, shown = title }: { hash?: number, shown?: string | null } = {}) {
  const data = (text: string) => JSON.stringify({ title: text })
  await local.database.execute(`INSERT OR IGNORE INTO ps_buckets (id, name, last_op, last_applied_op) VALUES (1, 'todos["x"]', 1, 1)`)
  await local.database.execute(`INSERT INTO ps_oplog (bucket, op_id, row_type, row_id, data, hash) VALUES (1, 1, 'todos', ?, ?, ?)`, [id, data(title), hash])
  await local.database.execute('UPDATE ps_buckets SET op_checksum = op_checksum + 7, count_at_last = count_at_last + 1')
  if (shown !== null) await local.database.execute('INSERT INTO ps_data__todos (id, data) VALUES (?, ?)', [id, data(shown)])
}

const write = (id: string, title: string) => local.database.execute('INSERT INTO todos (id, title) VALUES (?, ?)', [id, title])

describe('my database as a file', () => {
  it('is read by any SQLite, with rows, views and everything that waits', async () => {
    await receive('a', 'It\'s "mine"\nÄ \u{1F600}')
    await write('b', 'unsent')
    const file = new DatabaseSync(':memory:')
    file.exec((await dumpSql(local.database)).join(''))
    expect(file.prepare('SELECT id, title FROM todos ORDER BY id').all().map(row => ({ ...row }))).toEqual([{ id: 'a', title: 'It\'s "mine"\nÄ \u{1F600}' }, { id: 'b', title: 'unsent' }])
    expect(file.prepare('SELECT count(*) AS n FROM ps_crud').get()!.n).toBe(1)
    expect(file.prepare('PRAGMA integrity_check').get()!.integrity_check).toBe('ok')
  })

  it('holds every row of a large table', async () => {
    await local.database.writeTransaction(async (tx) => {
      for (let n = 0; n < 1_234; n++) await tx.execute('INSERT INTO todos (id, title) VALUES (?, ?)', [`row ${n}`, `title ${n}`])
    })
    const file = new DatabaseSync(':memory:')
    file.exec((await dumpSql(local.database)).join(''))
    expect(file.prepare('SELECT count(DISTINCT id) AS n FROM todos').get()!.n).toBe(1_234)
  })
})

describe('verifying', () => {
  it('finds nothing in a sound copy, edits that wait included', async () => {
    await receive('a', 'Milk')
    await receive('b', 'Bread')
    await write('c', 'Cheese')
    await local.database.execute(`UPDATE todos SET title = 'Oat milk' WHERE id = 'a'`)
    const found = await verifyLocal(local.database)
    expect(found).toMatchObject({ damage: [], buckets: 1, wrongBuckets: 0, rows: 3, missingRows: 0, foreignRows: 0, differentRows: 0, waitingRows: 2 })
    expect(isSound(found)).toBe(true)
  })

  it('counts rows that are missing, foreign or different, and wrong sums', async () => {
    await receive('a', 'Milk', { shown: null })
    await receive('b', 'Bread', { shown: 'Cake' })
    await local.database.execute(`INSERT INTO ps_data__todos (id, data) VALUES ('z', '{}')`)
    expect(await verifyLocal(local.database)).toMatchObject({ wrongBuckets: 0, missingRows: 1, foreignRows: 1, differentRows: 1 })
    await receive('c', 'Tea', { hash: 8 })
    const found = await verifyLocal(local.database)
    expect(found.wrongBuckets).toBe(1)
    expect(isSound(found)).toBe(false)
  })
})

describe('rebuilding', () => {
  it('forgets what was received and keeps every edit that waits, in its order and with its time', async () => {
    await receive('a', 'Milk')
    await write('b', 'one')
    await local.database.execute(`UPDATE todos SET title = 'two' WHERE id = 'a'`)
    await local.database.execute(`INSERT INTO upload_faults (id, happened_at, message, ops) VALUES ('f', '2026-01-01', 'no', '[]')`)
    const queue = await local.database.getAll('SELECT * FROM ps_crud ORDER BY id')
    const times = await local.database.getAll('SELECT * FROM edit_times')
    expect(await clearKeepingQueue(local.database)).toBe(2)
    expect(await local.database.getAll('SELECT * FROM ps_crud ORDER BY id')).toEqual(queue)
    expect(await local.database.getAll('SELECT * FROM edit_times')).toEqual(times)
    expect(await local.database.getAll('SELECT id FROM upload_faults')).toHaveLength(1)
    expect(await local.database.getAll('SELECT id FROM todos')).toEqual([])
    expect(await local.database.getAll('SELECT * FROM ps_oplog')).toEqual([])
    expect((await readUploadState(local.database, 0)).isConfirmed).toBe(false)
  })

  it('goes on numbering transactions after those that wait', async () => {
    await write('a', 'one')
    await clearKeepingQueue(local.database)
    await write('b', 'two')
    const numbers = await local.database.getAll<{ tx_id: number }>('SELECT tx_id FROM ps_crud ORDER BY id')
    expect(numbers[1]!.tx_id).toBeGreaterThan(numbers[0]!.tx_id)
  })

  it('leaves nothing to wait for where nothing waits', async () => {
    await receive('a', 'Milk')
    expect(await clearKeepingQueue(local.database)).toBe(0)
    expect(await readUploadState(local.database, 0)).toMatchObject({ queued: 0, isConfirmed: true })
  })

  it('can save the edits that wait, whole', async () => {
    expect(await readUnsentEdits(local.database)).toBeNull()
    await write('b', 'one')
    expect(await readUnsentEdits(local.database)).toMatchObject({ queue: [{ transaction: 1, operation: { op: 'PUT', type: 'todos', id: 'b', data: { title: 'one' } } }], faults: [] })
  })
})

it('the facts of a device are numbers', async () => {
  await receive('a', 'Milk')
  await write('b', 'one')
  expect(await readDeviceFacts(local.database)).toMatchObject({ unsent: 1, faults: 0, buckets: 1, fileBytes: expect.any(Number), oldestEditAt: expect.stringMatching(/^20/), tables: expect.arrayContaining([{ name: 'todos', rows: 2 }]) })
})
