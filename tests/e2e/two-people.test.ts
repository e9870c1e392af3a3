import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../support/app-flow.ts'
import { addTodo, check, createList, invitationLink, openTitles, rename, signUp, syncCard, todo } from '../support/app-user.ts'
import type { AppUser } from '../support/app-user.ts'
import { until } from '../support/until.ts'

const list = 'Cabin weekend'

describe('two people with a browser each', () => {
  const flow = startFlow()
  let mina: AppUser
  let jon: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.stranger('Mina')
    jon = await flow.stranger('Jon')
  })

  it('sign up, and one makes a list with todos', async () => {
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, list)
    for (const title of ['Book the ferry', 'Firewood', 'Playlist']) await addTodo(mina, title)
    await syncCard(mina, 'Synced').waitFor()
    expect(await openTitles(mina)).toEqual(['Book the ferry', 'Firewood', 'Playlist'])
    expect(await titlesInPostgres()).toEqual(['Book the ferry', 'Firewood', 'Playlist'])
  })

  it('share it by a link that lets one person in', async () => {
    const link = await invitationLink(mina)
    await jon.page.goto(link)
    await jon.page.getByRole('link', { name: 'Sign up and join' }).click()
    await jon.page.waitForURL(/\/sign-up\?/)
    await signUp(jon, jon.page.url())
    await jon.page.getByRole('button', { name: 'Join as Jon' }).click()
    await jon.page.getByRole('heading', { level: 1, name: list }).waitFor()
    await todo(jon, 'Playlist').waitFor()
    expect(await openTitles(jon)).toEqual(['Book the ferry', 'Firewood', 'Playlist'])
    await mina.page.getByText('shared with 1').waitFor()
  })

  it('see each other’s edits as they are made, both ways', async () => {
    await addTodo(jon, 'Spare key')
    await todo(mina, 'Spare key').waitFor()
    await check(mina, 'Firewood').click()
    await jon.page.getByRole('list', { name: 'Completed todos' }).getByRole('checkbox', { name: 'Firewood' }).waitFor()
    await rename(mina, 'Playlist', 'Playlist for the drive')
    await todo(jon, 'Playlist for the drive').waitFor()
    await todo(mina, 'Spare key').focus()
    await mina.page.keyboard.press('Alt+ArrowDown')
    await until(async () => (await openTitles(jon)).join() === 'Book the ferry,Spare key,Playlist for the drive', { what: 'the new order' })
  })

  it('both edit while one is offline, and converge', async () => {
    await jon.context.setOffline(true)
    await syncCard(jon, 'Offline').waitFor()
    await addTodo(jon, 'Written on the plane')
    await rename(jon, 'Book the ferry', 'Book the early ferry')
    await todo(jon, 'Written on the plane').getByRole('img', { name: /not sent yet/ }).waitFor()
    await addTodo(mina, 'Written at home')
    await check(mina, 'Spare key').click()
    expect(await openTitles(jon)).not.toContain('Written at home')

    await jon.context.setOffline(false)
    await todo(jon, 'Written at home').waitFor()
    await todo(mina, 'Written on the plane').waitFor()
    await todo(mina, 'Book the early ferry').waitFor()
    await syncCard(jon, 'Synced').waitFor()
    const expected = ['Book the early ferry', 'Playlist for the drive', 'Written on the plane', 'Written at home'].sort()
    await until(async () => (await openTitles(jon)).sort().join() === expected.join() && (await openTitles(mina)).sort().join() === expected.join(), { what: 'the same todos on both screens' })
    expect(await openTitles(jon)).toEqual(await openTitles(mina))
    expect([...await titlesInPostgres()].sort()).toEqual(expected)
  })

  it('find everything again after a reload, and no trouble in the console', async () => {
    const before = await openTitles(jon)
    await jon.page.reload()
    await todo(jon, 'Written on the plane').waitFor()
    expect(await openTitles(jon)).toEqual(before)
    expect(mina.troubles).toEqual([])
    expect(jon.troubles).toEqual([])
  })

  async function titlesInPostgres(): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`
      SELECT t.title FROM todos t JOIN lists l ON l.id = t.list_id JOIN users u ON u.id = l.owner_id
      WHERE u.email = ${mina.email} AND t.completed_at IS NULL AND t.deleted_at IS NULL ORDER BY t.position COLLATE "C"`
    return rows.map(row => row.title)
  }
})
