import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHealth } from '../../../server/http/health.ts'
import { UploadUnavailable } from '../../../server/uploads/apply-transaction.ts'
import { applyUpload } from '../../../server/uploads/apply-upload.ts'
import { startDatabase } from '../../support/server-database.ts'
import { makeList, makePerson } from '../../support/server-person.ts'
import { until } from '../../support/until.ts'

let database: TestDatabase
let ann: Device
let listId: string
beforeAll(async () => {
  database = await startDatabase({ durable: true })
  ann = await makePerson(database.db, 'Ann')
  listId = await makeList(ann)
})
afterAll(() => database.stop())

const put = (id: number) => ({ id, ops: [{ op: 'PUT' as const, table: 'todos', id: uuidv7(), data: { list_id: listId, title: `T${id}` } }] })

describe('while Postgres is away', () => {
  it('an upload says so, and what was sent is applied once when it is back', async () => {
    const transactions = Array.from({ length: 400 }, (_, id) => put(id))
    const upload = () => applyUpload(database.db, ann.userId, { client_id: 'phone', transactions })
    const count = async () => Number((await database.db.selectFrom('todos').select(eb => eb.fn.countAll().as('n')).where('list_id', '=', listId).executeTakeFirst())?.n)

    const interrupted = upload().then(() => 'finished', error => error)
    await until(async () => await count() > 20, { every: 5, what: 'the upload to be on its way' })
    await database.crash()
    expect(await interrupted).toBeInstanceOf(UploadUnavailable)
    await expect(upload()).rejects.toBeInstanceOf(UploadUnavailable)
    expect(await readHealth(database.db, undefined)).toMatchObject({ status: 'failed', checks: { database: 'failed' } })

    await database.recover()
    const results = await until(() => upload().catch(() => undefined), { what: 'Postgres to take uploads again' })
    expect(results.every(result => result.status === 'applied')).toBe(true)
    expect(await count()).toBe(400)
    const numbers = await database.db.selectFrom('todos').select('number').where('list_id', '=', listId).orderBy('number').execute()
    expect(numbers.map(row => row.number)).toEqual(transactions.map((_, index) => index + 1))
    expect(await database.db.selectFrom('write_problems').select('id').execute()).toEqual([])
  })
})
