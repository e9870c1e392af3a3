import type { AppUser } from '../../support/app-user.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, rename, syncCard, todo } from '../../support/app-user.ts'
import { goOffline, goOnline, letMember, openReview, reviewCard, shareNewList, troublesBut } from '../../support/app-sharing.ts'
import { until } from '../../support/until.ts'

const list = 'Cabin weekend'

describe('edits that the server refuses, because a role was taken meanwhile', () => {
  const flow = startFlow()
  let mina: AppUser
  let jon: AppUser
  let phone: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    jon = await flow.person('Jon')
    await shareNewList(mina, jon, list)
    for (const title of ['Firewood', 'Playlist']) await addTodo(mina, title)
    await todo(jon, 'Playlist').waitFor()
    phone = await flow.device(jon)
    await jon.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  })

  it('wait for their author with the reason in plain words, on the row, in the sidebar and on a page', async () => {
    await goOffline(jon)
    await rename(jon, 'Firewood', 'Firewood, dry')
    await addTodo(jon, 'Spare key')
    await addTodo(jon, 'Torch')
    await letMember(mina, jon, 'Can view')
    await goOnline(jon)

    await syncCard(jon, 'Review').waitFor()
    await todo(jon, 'Firewood').getByRole('link', { name: 'Review' }).waitFor()
    await jon.page.getByText('You can look at this list but not change it.').waitFor()
    await todo(jon, 'Spare key').waitFor({ state: 'detached' })
    await openReview(jon)
    for (const title of ['Firewood, dry', 'Spare key', 'Torch']) {
      await reviewCard(jon, title).getByText('You can look at this list, but not change it.').waitFor()
      await reviewCard(jon, title).getByText('Not accepted').waitFor()
    }
    await reviewCard(jon, 'Firewood, dry').getByText('On the list now').waitFor()
    expect(await titles()).toEqual(['Firewood', 'Playlist'])
    expect(await openProblems()).toEqual(['PATCH Firewood, dry role_too_low', 'PUT Spare key role_too_low', 'PUT Torch role_too_low'])
  })

  it('survive a reload and are on the other device too', async () => {
    await jon.page.reload()
    await reviewCard(jon, 'Firewood, dry').waitFor()
    await openReview(phone)
    for (const title of ['Firewood, dry', 'Spare key', 'Torch']) await reviewCard(phone, title).waitFor()
  })

  it('come back with the reason when they are tried again and nothing has changed', async () => {
    await reviewCard(jon, 'Torch').getByRole('button', { name: 'Try again' }).click()
    await until(async () => (await settledProblems()) > 0, { what: 'the first problem to be settled' })
    await reviewCard(jon, 'Torch').waitFor()
    expect(await openProblems()).toHaveLength(3)
  })

  it('are copied and discarded, and then gone on every device', async () => {
    await reviewCard(jon, 'Torch').getByRole('button', { name: 'Copy mine' }).click()
    await until(() => jon.page.evaluate(() => navigator.clipboard.readText().then(text => text.includes('Torch'))), { what: 'the text on the clipboard' })
    await reviewCard(jon, 'Torch').getByRole('button', { name: 'Discard mine' }).click()
    await reviewCard(jon, 'Torch').waitFor({ state: 'detached' })
    await reviewCard(phone, 'Torch').waitFor({ state: 'detached' })
    expect(await openProblems()).toHaveLength(2)
  })

  it('are accepted when they are tried again with the role given back', async () => {
    await letMember(mina, jon, 'Can edit')
    await reviewCard(jon, 'Spare key').getByRole('button', { name: 'Try again' }).click()
    await todo(mina, 'Spare key').waitFor()
    await reviewCard(phone, 'Spare key').waitFor({ state: 'detached' })
    expect(await titles()).toEqual(['Firewood', 'Playlist', 'Spare key'])
  })

  it('are changed before they are tried again', async () => {
    const card = reviewCard(jon, 'Firewood, dry')
    await card.getByRole('button', { name: 'Change it' }).click()
    await card.getByRole('textbox', { name: 'Title' }).fill('Firewood, very dry')
    await card.getByRole('button', { name: 'Try again' }).click()
    await todo(mina, 'Firewood, very dry').waitFor()
    await jon.page.getByRole('heading', { name: 'Nothing to review' }).waitFor()
    await phone.page.getByRole('heading', { name: 'Nothing to review' }).waitFor()
    await syncCard(jon, 'Synced').waitFor()
    expect(await titles()).toEqual(['Firewood, very dry', 'Playlist', 'Spare key'])
    expect(await openProblems()).toEqual([])
    expect(troublesBut([mina, jon, phone])).toEqual([])
  })

  async function titles(): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`
      SELECT t.title FROM todos t JOIN lists l ON l.id = t.list_id JOIN users u ON u.id = l.owner_id WHERE u.email = ${mina.email} ORDER BY t.title`
    return rows.map(row => row.title)
  }

  async function openProblems(): Promise<string[]> {
    const rows = await sql<{ op: string, title: string, code: string }[]>`
      SELECT p.client_value ->> 'op' AS op, p.client_value -> 'data' ->> 'title' AS title, p.code FROM write_problems p JOIN users u ON u.id = p.user_id
      WHERE u.email = ${jon.email} AND p.resolved_at IS NULL AND p.client_value -> 'together_with' IS NULL ORDER BY title`
    return rows.map(row => `${row.op} ${row.title} ${row.code}`)
  }

  async function settledProblems(): Promise<number> {
    return (await sql`SELECT 1 FROM write_problems p JOIN users u ON u.id = p.user_id WHERE u.email = ${jon.email} AND p.resolved_at IS NOT NULL`).length
  }
})
