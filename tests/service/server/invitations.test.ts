import type { Person } from '../../support/person.ts'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startAppOnDatabase } from '../../support/app-on-database.ts'
import { signUp } from '../../support/person.ts'

let app: Awaited<ReturnType<typeof startAppOnDatabase>>
let ann: Person
let bob: Person
let listId: string

beforeAll(async () => {
  app = await startAppOnDatabase()
})
afterAll(() => app.stop())
beforeEach(async () => {
  ann = await signUp(app.origin, 'Ann')
  bob = await signUp(app.origin, 'Bob')
  listId = uuidv7()
  await ann.upload([{ op: 'PUT', table: 'lists', id: listId, data: { name: 'Cabin' } }])
})

async function invite(role: string): Promise<{ id: string, token: string }> {
  const answer = await ann.call(`/api/lists/${listId}/invitations`, { method: 'POST', body: JSON.stringify({ role }) })
  expect(answer.status).toBe(201)
  const { id, url } = await answer.json()
  expect(url).toMatch(new RegExp(`^${app.origin}/invite/[\\w-]{43}$`))
  return { id, token: url.split('/').at(-1) }
}
const accept = (person: Person, token: string) => person.call(`/api/invitations/${token}/accept`, { method: 'POST' })
const codeOf = async (answer: Response) => `${answer.status} ${(await answer.json()).code}`
const roleOf = async (person: Person) => (await app.db.selectFrom('list_members').select('role').where('list_id', '=', listId).where('user_id', '=', person.id).executeTakeFirst())?.role

describe('an invitation', () => {
  it('tells whoever holds the link what it is for, and makes the first one who accepts a member', async () => {
    const { token } = await invite('editor')
    const open = await fetch(`${app.origin}/api/invitations/${token}`)
    expect(await open.json()).toEqual({ list_name: 'Cabin', list_icon: null, list_color: null, inviter_name: 'Ann', role: 'editor', expires_at: expect.any(String) })
    expect((await fetch(`${app.origin}/api/invitations/${token}/accept`, { method: 'POST' })).status).toBe(401)
    expect(await (await accept(bob, token)).json()).toEqual({ list_id: listId })
    expect(await (await accept(bob, token)).json()).toEqual({ list_id: listId })
    expect(await roleOf(bob)).toBe('editor')
    const carl = await signUp(app.origin, 'Carl')
    expect(await codeOf(await accept(carl, token))).toBe('410 used')
    expect(await codeOf(await fetch(`${app.origin}/api/invitations/${token}`))).toBe('410 used')
    expect(await codeOf(await accept(carl, 'nonsense'))).toBe('404 unknown')
  })

  it('is accepted by one person, however many try at once', async () => {
    const { token } = await invite('viewer')
    const people = await Promise.all(['Carl', 'Dora', 'Emil', 'Fay'].map(name => signUp(app.origin, name)))
    const answers = await Promise.all(people.map(person => accept(person, token)))
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 410, 410, 410])
  })

  it('raises a member, and never lowers one', async () => {
    await accept(bob, (await invite('viewer')).token)
    await accept(bob, (await invite('editor')).token)
    expect(await roleOf(bob)).toBe('editor')
    await accept(bob, (await invite('viewer')).token)
    expect(await roleOf(bob)).toBe('editor')
    expect(await (await accept(ann, (await invite('viewer')).token)).json()).toEqual({ list_id: listId })
    expect(await roleOf(ann)).toBe('owner')
  })

  it('ends when it is taken back or a week is over', async () => {
    const revoked = await invite('viewer')
    expect(await (await ann.call(`/api/lists/${listId}/invitations`)).json()).toMatchObject({ invitations: [{ id: revoked.id, role: 'viewer' }] })
    expect((await ann.call(`/api/lists/${listId}/invitations/${revoked.id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await codeOf(await accept(bob, revoked.token))).toBe('410 revoked')
    expect(await (await ann.call(`/api/lists/${listId}/invitations`)).json()).toEqual({ invitations: [] })
    const old = await invite('viewer')
    await app.db.updateTable('invitations').set({ expires_at: new Date(0) }).where('id', '=', old.id).execute()
    expect(await codeOf(await accept(bob, old.token))).toBe('410 expired')
    expect(await roleOf(bob)).toBeUndefined()
  })

  it('is given by owners only, and strangers do not learn of the list', async () => {
    const ask = (list: string) => bob.call(`/api/lists/${list}/invitations`, { method: 'POST', body: JSON.stringify({ role: 'editor' }) })
    const { code, message } = await (await ask(listId)).json()
    expect({ code, message, status: (await ask(listId)).status }).toEqual({ code: 'not_a_member', message: expect.any(String), status: 404 })
    expect(await (await ask(uuidv7())).json()).toMatchObject({ code, message })
    await accept(bob, (await invite('editor')).token)
    expect((await ask(listId)).status).toBe(403)
  })

  it('names the field that is wrong', async () => {
    for (const [body, field] of [[{ role: 'king' }, 'role'], [{}, 'role'], [{ role: 'editor', email: 'x' }, 'email']] as const) {
      const answer = await ann.call(`/api/lists/${listId}/invitations`, { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ field })
    }
  })

  it('is kept only as a hash', async () => {
    const { token } = await invite('viewer')
    const rows = await app.db.selectFrom('invitations').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})
