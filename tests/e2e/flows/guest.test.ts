import type { Page } from 'playwright-core'
import type { AppUser } from '../../support/app-user.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, check, createList, openTitles, signUp, syncCard, todo } from '../../support/app-user.ts'
import { enter, troublesBut } from '../../support/app-sharing.ts'
import { openAgain } from '../../support/browser.ts'
import { until } from '../../support/until.ts'

const titles = ['Book the ferry', 'Firewood', 'Playlist']

describe('a guest', () => {
  const flow = startFlow()
  let mina: AppUser
  const { sql } = flow

  beforeEach(async () => {
    mina = await flow.stranger('Mina')
    await mina.page.goto('/app')
    await createList(mina, 'Cabin weekend')
    for (const title of titles) await addTodo(mina, title)
    await check(mina, 'Firewood').click()
    await syncCard(mina, 'On this device').waitFor()
  })
  afterEach(() => mina.context.close())

  it('finds everything again after a reload, nothing was sent, and signing up takes everything along, once, to every device', async () => {
    await mina.page.reload()
    await todo(mina, 'Playlist').waitFor()
    await until(async () => (await openTitles(mina)).join() === 'Book the ferry,Playlist', { what: 'the list as it was' })
    expect(await sql`SELECT 1 FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${mina.email}`).toHaveLength(0)

    await mina.page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Guest/ }).click()
    await mina.page.getByRole('menuitem', { name: 'Sign up' }).click()
    await mina.page.waitForURL('**/sign-up**')
    await signUp(mina, mina.page.url())
    await expectEverythingOnce()
    await mina.page.reload()
    await expectEverythingOnce()

    const elsewhere = await flow.device(mina)
    await listLink(elsewhere.page, 'Cabin weekend').click()
    await until(async () => (await openTitles(elsewhere)).join() === 'Book the ferry,Playlist', { what: 'the list on another device' })
    expect(troublesBut([mina, elsewhere])).toEqual([])
    await elsewhere.context.close()
  })

  it('signs in to an account that has lists, and both are there', async () => {
    const before = await enter({ ...await flow.stranger('Mina'), email: mina.email, password: mina.password })
    await createList(before, 'Groceries')
    await syncCard(before, 'Synced').waitFor()
    await before.context.close()

    await mina.page.goto('/sign-in')
    await mina.page.getByLabel('Email', { exact: true }).fill(mina.email)
    await mina.page.getByLabel('Password', { exact: true }).fill(mina.password)
    await mina.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    for (const name of ['Groceries', 'Cabin weekend']) await listLink(mina.page, name).waitFor()
    await until(async () => (await listsInPostgres()).join() === 'Cabin weekend,Groceries', { what: 'both lists in Postgres' })
    expect(troublesBut([mina])).toEqual([])
  })

  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['when the account was made', page => page.waitForResponse(/sign-up\/email/)],
    ['when the move begins', page => page.waitForRequest(/powersync\/credentials/)],
    ['when the first edits are sent', page => page.waitForRequest(/powersync\/upload/)],
    ['when the first edits are answered', page => page.waitForResponse(/powersync\/upload/)],
  ])('loses and doubles nothing when the tab dies in the middle: %s', async (_, moment) => {
    const dies = moment(mina.page).then(() => mina.page.close())
    await signUp(mina).catch(() => {
      // The tab is gone while the page still loads.
    })
    await dies
    mina = { ...mina, ...await openAgain(mina.context, '/app') }
    await expectEverythingOnce()
    expect(troublesBut([mina])).toEqual([])
  })

  async function expectEverythingOnce(): Promise<void> {
    await listLink(mina.page, 'Cabin weekend').click()
    await syncCard(mina, 'Synced').waitFor()
    await mina.page.getByRole('button', { name: /Completed/ }).waitFor()
    await until(async () => (await openTitles(mina)).join() === 'Book the ferry,Playlist', { what: 'the open todos' })
    expect(await listLink(mina.page, 'Cabin weekend').count()).toBe(1)
    expect(await listsInPostgres()).toEqual(['Cabin weekend'])
    const rows = await sql<{ title: string, done: boolean }[]>`
      SELECT t.title, t.completed_at IS NOT NULL AS done FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${mina.email} ORDER BY t.position COLLATE "C"`
    expect(rows.map(row => [row.title, row.done])).toEqual([['Book the ferry', false], ['Firewood', true], ['Playlist', false]])
  }

  async function listsInPostgres(): Promise<string[]> {
    const rows = await sql<{ name: string }[]>`SELECT l.name FROM lists l JOIN users u ON u.id = l.owner_id WHERE u.email = ${mina.email} ORDER BY l.name`
    return rows.map(row => row.name)
  }
})

function listLink(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: new RegExp(`^${name}`) })
}
