import type { Person } from '../../support/person.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outbox } from '../../../server/mail/outbox.ts'
import { startAppOnDatabase } from '../../support/app-on-database.ts'
import { signUp } from '../../support/person.ts'

let app: Awaited<ReturnType<typeof startAppOnDatabase>>
let ann: Person

beforeAll(async () => {
  app = await startAppOnDatabase({ NODE_ENV: 'development', DRIFTLESS_SYNC_UPSTREAM: 'http://127.0.0.1:9' })
})
afterAll(() => app.stop())
beforeEach(async () => {
  ann = await signUp(app.origin, 'Ann')
})

const auth = (person: Person, path: string, body: unknown) => person.call(`/api/auth/${path}`, { method: 'POST', body: JSON.stringify(body) })
const signIn = (email: string, password: string) => fetch(`${app.origin}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) })

describe('a person', () => {
  it('changes the password and signs other devices out', async () => {
    const other = (await signIn(ann.email, ann.password)).headers.getSetCookie()[0]!.split(';')[0]!
    expect(await (await auth(ann, 'change-password', { currentPassword: 'wrong one', newPassword: 'another one' })).json()).toMatchObject({ field: 'password' })
    expect((await auth(ann, 'change-password', { currentPassword: ann.password, newPassword: 'another one', revokeOtherSessions: true })).status).toBe(200)
    expect((await fetch(`${app.origin}/api/powersync/credentials`, { headers: { cookie: other } })).status).toBe(401)
    expect((await signIn(ann.email, ann.password)).status).toBe(401)
    expect((await signIn(ann.email, 'another one')).status).toBe(200)
  })

  it('who forgot the password sets a new one by a link in a mail, once', async () => {
    const ask = (email: string) => auth(ann, 'request-password-reset', { email })
    const unknown = await (await ask('nobody@example.com')).json()
    expect(await (await ask(ann.email)).json()).toEqual(unknown)
    const mail = outbox()[0]!
    expect(mail).toMatchObject({ to: ann.email })
    const token = new RegExp(`${app.origin}/reset-password\\?token=(\\w+)`).exec(mail.text)![1]!
    expect((await auth(ann, 'reset-password', { token, newPassword: 'short' })).status).toBe(400)
    expect((await auth(ann, 'reset-password', { token, newPassword: 'a new password' })).status).toBe(200)
    expect((await auth(ann, 'reset-password', { token, newPassword: 'a third password' })).status).toBe(400)
    expect((await ann.call('/api/powersync/credentials')).status).toBe(401)
    expect((await signIn(ann.email, 'a new password')).status).toBe(200)
  })

  it('sees the own sessions and ends one of them', async () => {
    await signIn(ann.email, ann.password)
    // Also when the sign-in was days ago.
    await app.db.updateTable('sessions').set({ created_at: new Date(Date.now() - 3 * 24 * 60 * 60 * 1000) }).where('user_id', '=', ann.id).execute()
    const sessions = await (await ann.call('/api/auth/list-sessions')).json()
    expect(sessions).toHaveLength(2)
    const other = sessions.find((session: { token: string }) => !decodeURIComponent(ann.cookie).includes(session.token))
    expect((await auth(ann, 'revoke-session', { token: other.token })).status).toBe(200)
    expect(await (await ann.call('/api/auth/list-sessions')).json()).toHaveLength(1)
  })

  it('deletes the account with the password only; lists of others go on, lists of nobody else go', async () => {
    const bob = await signUp(app.origin, 'Bob')
    const [shared, own] = [uuidv7(), uuidv7()]
    await ann.upload([{ op: 'PUT', table: 'lists', id: shared, data: { name: 'Ours' } }, { op: 'PUT', table: 'lists', id: own, data: { name: 'Mine' } }])
    await app.db.insertInto('list_members').values({ id: uuidv7(), list_id: shared, user_id: bob.id, role: 'viewer' }).execute()
    await ann.upload([{ op: 'PUT', table: 'todos', id: uuidv7(), data: { list_id: shared, title: 'x', assignee_id: ann.id } }])
    expect((await auth(ann, 'delete-user', {})).status).toBe(400)
    expect((await auth(ann, 'delete-user', { password: 'not this' })).status).toBe(400)
    expect((await auth(ann, 'delete-user', { password: ann.password })).status).toBe(200)
    expect((await ann.call('/api/powersync/credentials')).status).toBe(401)
    expect(await app.db.selectFrom('lists').select(['id', 'owner_id']).execute()).toEqual([{ id: shared, owner_id: bob.id }])
    expect(await app.db.selectFrom('list_members').select(['user_id', 'role']).execute()).toEqual([{ user_id: bob.id, role: 'owner' }])
    expect(await app.db.selectFrom('todos').select(['title', 'assignee_id', 'created_by']).execute()).toEqual([{ title: 'x', assignee_id: null, created_by: null }])
    expect(await app.db.selectFrom('profiles').select('id').where('id', '=', ann.id).execute()).toEqual([])
  })

  it('is not asked to trust a link of another site', async () => {
    const answer = await fetch(`${app.origin}/api/auth/request-password-reset`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'origin': 'https://evil.example' }, body: JSON.stringify({ email: ann.email }),
    })
    expect(answer.status).toBe(403)
  })

  it('is invited by mail where mail can be sent', async () => {
    const listId = uuidv7()
    await ann.upload([{ op: 'PUT', table: 'lists', id: listId, data: { name: 'Cabin' } }])
    const answer = await ann.call(`/api/lists/${listId}/invitations`, { method: 'POST', body: JSON.stringify({ role: 'editor', email: 'friend@example.com' }) })
    const { url, mailed } = await answer.json()
    expect(mailed).toBe(true)
    expect(outbox()[0]).toMatchObject({ to: 'friend@example.com', text: expect.stringContaining(url) })
  })
})
