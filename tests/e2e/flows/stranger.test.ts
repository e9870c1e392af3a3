import type { AppUser } from '../../support/app-user.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, check, createList, invitationLink, openTitles, signUp, syncCard, todo } from '../../support/app-user.ts'
import { letMember, troublesBut } from '../../support/app-sharing.ts'
import { until } from '../../support/until.ts'

describe('a stranger who gets an invitation', () => {
  const flow = startFlow()
  let mina: AppUser
  let jon: AppUser
  let link: string
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    await createList(mina, 'Cabin weekend')
    await addTodo(mina, 'Book the ferry')
    await syncCard(mina, 'Synced').waitFor()
    link = await invitationLink(mina)
    jon = await flow.stranger('Jon')
  })

  it('has tried the app as a guest before, and sees who invites to what', async () => {
    await jon.page.goto('/app')
    await createList(jon, 'Groceries')
    await addTodo(jon, 'Milk')
    await jon.page.goto(link)
    await jon.page.getByRole('heading', { level: 1, name: 'Mina invites you to “Cabin weekend”' }).waitFor()
  })

  it('signs up, joins, and has both the own list and the shared one', async () => {
    await jon.page.getByRole('link', { name: 'Sign up and join' }).click()
    await jon.page.waitForURL(/\/sign-up\?/)
    await signUp(jon, jon.page.url())
    await jon.page.getByRole('button', { name: 'Join as Jon' }).click()
    await jon.page.getByRole('heading', { level: 1, name: 'Cabin weekend' }).waitFor()
    await todo(jon, 'Book the ferry').waitFor()
    await jon.page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: /^Groceries/ }).waitFor()
    await syncCard(jon, 'Synced').waitFor()
    expect(await roles()).toEqual(['Cabin weekend: Jon editor', 'Cabin weekend: Mina owner', 'Groceries: Jon owner'])
  })

  it('works in it with the one who invited', async () => {
    await addTodo(jon, 'Spare key')
    await todo(mina, 'Spare key').waitFor()
    await check(mina, 'Book the ferry').click()
    await until(async () => (await openTitles(jon)).join() === 'Spare key', { what: 'the completed todo to move' })
  })

  it('cannot change anything any more once only looking is allowed', async () => {
    await letMember(mina, jon, 'Can view')
    await jon.page.getByText('You can look at this list but not change it.').waitFor()
    expect(await jon.page.getByRole('textbox', { name: 'Add a todo' }).count()).toBe(0)
    expect(await check(jon, 'Spare key').isDisabled()).toBe(true)
    await jon.page.getByText('Spare key', { exact: true }).click()
    expect(await jon.page.getByRole('main').getByRole('textbox', { name: 'Title', exact: true }).count()).toBe(0)
  })

  it('was the only one whom the link let in', async () => {
    const eve = await flow.stranger('Eve')
    await eve.page.goto(link)
    await eve.page.getByRole('heading', { name: 'This invitation does not work' }).waitFor()
    expect(await eve.page.content()).not.toContain('Cabin weekend')
    expect(troublesBut([eve], /status of 410/)).toEqual([])
    expect(troublesBut([mina, jon])).toEqual([])
  })

  async function roles(): Promise<string[]> {
    const rows = await sql<{ list: string, name: string, role: string }[]>`
      SELECT l.name AS list, u.name, m.role FROM list_members m JOIN lists l ON l.id = m.list_id JOIN users u ON u.id = m.user_id
      WHERE l.owner_id IN (SELECT id FROM users WHERE email IN (${mina.email}, ${jon.email})) ORDER BY l.name, u.name`
    return rows.map(row => `${row.list}: ${row.name} ${row.role}`)
  }
})
