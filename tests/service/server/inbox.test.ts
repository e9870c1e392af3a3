import type { TestDatabase } from '../../support/server-database.ts'
import type { Device } from '../../support/server-person.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createInvitation } from '../../../server/invitations/create-invitation.ts'
import { inboxId, inboxName, isInboxId } from '../../../shared/inbox.ts'
import { startDatabase } from '../../support/server-database.ts'
import { makePerson, makeTodo } from '../../support/server-person.ts'

let database: TestDatabase
let ann: Device
let bob: Device
beforeAll(async () => {
  database = await startDatabase()
})
afterAll(() => database.stop())
beforeEach(async () => {
  ann = await makePerson(database.db, 'Ann')
  bob = await makePerson(database.db, 'Bob')
})

const makeInbox = (device: Device, owner = device) => device.send({ op: 'PUT', table: 'lists', id: inboxId(owner.userId), data: { name: inboxName } })

describe('an Inbox', () => {
  it('is one for each person, also when two of their devices make it at once', async () => {
    expect(isInboxId(inboxId(ann.userId))).toBe(true)
    expect(inboxId(ann.userId)).not.toBe(inboxId(bob.userId))
    const answers = await Promise.all([makeInbox(ann), makeInbox(ann.another())])
    expect(answers.map(answer => answer.status)).toEqual(['applied', 'applied'])
    await makeTodo(ann, inboxId(ann.userId))
    expect(await database.db.selectFrom('lists').select('owner_id').where('id', '=', inboxId(ann.userId)).execute()).toEqual([{ owner_id: ann.userId }])
    expect(await database.db.selectFrom('write_problems').select('id').where('user_id', '=', ann.userId).execute()).toEqual([])
  })

  it('can be made by its own person only, and whether it is there is told to nobody else', async () => {
    const before = await makeInbox(bob, ann)
    expect(before).toMatchObject({ status: 'refused', problems: [{ code: 'not_a_member' }] })
    expect(await makeInbox(ann)).toMatchObject({ status: 'applied' })
    const after = await makeInbox(bob, ann)
    expect(after.problems).toEqual(before.problems)
  })

  it('is neither archived nor deleted nor shared', async () => {
    const id = inboxId(ann.userId)
    await makeInbox(ann)
    for (const data of [{ archived_at: '2026-01-01T00:00:00Z' }, { deleted_at: '2026-01-01T00:00:00Z' }]) {
      expect(await ann.send({ op: 'PATCH', table: 'lists', id, data })).toMatchObject({ problems: [{ code: 'invalid_value' }] })
    }
    expect(await ann.send({ op: 'DELETE', table: 'lists', id })).toMatchObject({ problems: [{ code: 'invalid_value' }] })
    await expect(createInvitation(database.db, ann.userId, id, { role: 'editor' })).rejects.toMatchObject({ status: 409 })
  })
})
