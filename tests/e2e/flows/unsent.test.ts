import type { AppUser } from '../../support/app-user.ts'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, createList, openTitles, signIn, syncCard, todo } from '../../support/app-user.ts'
import { goOffline, goOnline, troublesBut } from '../../support/app-sharing.ts'
import { openPage } from '../../support/browser.ts'
import { until } from '../../support/until.ts'

describe('signing out with edits that were never sent', () => {
  const flow = startFlow()
  let mina: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    await createList(mina, 'Plans')
    await addTodo(mina, 'Order the cake')
    await syncCard(mina, 'Synced').waitFor()
    await goOffline(mina)
    await addTodo(mina, 'Call the band')
  })

  it('says how many would be lost, and lets the person export everything first', async () => {
    await chooseSignOut()
    const warning = mina.page.getByRole('dialog', { name: 'Sign out and lose edits?' })
    await warning.getByText('One edit has not been sent yet and would be lost.').waitFor()
    const download = mina.page.waitForEvent('download')
    await warning.getByRole('button', { name: /Export first/ }).click()
    const file = await (await download).path()
    const exported = await readFile(file, 'utf8')
    expect(exported).toContain('Call the band')
    expect(exported).toContain('Order the cake')
  })

  it('does nothing when the person stays', async () => {
    await mina.page.getByRole('button', { name: 'Stay signed in' }).click()
    await todo(mina, 'Call the band').waitFor()
    await syncCard(mina, 'Offline').getByText('1 edit saved on this device').waitFor()
  })

  it('takes the account from every tab when the person insists, and from the server once it can be reached', async () => {
    await goOnline(mina)
    const second = await openPage(mina.context)
    await second.page.goto('/app')
    await todo(second, 'Call the band').waitFor()
    await syncCard(mina, 'Synced').waitFor()
    await goOffline(mina)
    await addTodo(mina, 'Balloons')

    await chooseSignOut()
    await mina.page.getByRole('dialog', { name: 'Sign out and lose edits?' }).getByRole('button', { name: 'Sign out and lose them' }).click()
    for (const tab of [mina, second]) await until(async () => !(await tab.page.content()).includes('Order the cake'), { what: 'the list to go from both tabs' })
    await goOnline(mina)
    await mina.page.goto('/app')
    await mina.page.getByRole('heading', { name: 'Make your first list' }).waitFor()
    await until(async () => (await sessions()) === 0, { what: 'the session to end on the server' })
    expect(await titles()).toEqual(['Call the band', 'Order the cake'])
    expect(troublesBut([mina, { ...mina, troubles: second.troubles }])).toEqual([])
  })

  it('brings back with the next sign-in what was sent, and only that', async () => {
    await signIn(mina)
    await todo(mina, 'Call the band').waitFor()
    await syncCard(mina, 'Synced').waitFor()
    expect(await openTitles(mina)).toEqual(['Order the cake', 'Call the band'])
  })

  async function chooseSignOut(): Promise<void> {
    await mina.page.bringToFront()
    await mina.page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Mina/ }).click()
    await mina.page.getByRole('menuitem', { name: 'Sign out' }).click()
  }

  async function sessions(): Promise<number> {
    return (await sql`SELECT 1 FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = ${mina.email}`).length
  }

  async function titles(): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`SELECT t.title FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${mina.email} ORDER BY t.title`
    return rows.map(row => row.title)
  }
})
