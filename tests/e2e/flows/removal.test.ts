import type { AppUser } from '../../support/app-user.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, createList, rename, syncCard, todo } from '../../support/app-user.ts'
import { goOffline, goOnline, openReview, removeFromList, reviewCard, shareNewList, troublesBut } from '../../support/app-sharing.ts'

describe('a member who is removed while offline', () => {
  const flow = startFlow()
  let mina: AppUser
  let jon: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    jon = await flow.person('Jon')
    await createList(jon, 'Groceries')
    await addTodo(jon, 'Milk')
    await syncCard(jon, 'Synced').waitFor()
    await shareNewList(mina, jon, 'Cabin weekend')
    for (const title of ['Firewood', 'Surprise for Jon’s sister']) await addTodo(mina, title)
    await todo(jon, 'Surprise for Jon’s sister').waitFor()
  })

  it('goes on working with the list until the network is back', async () => {
    await goOffline(jon)
    await rename(jon, 'Firewood', 'Firewood, two sacks')
    await addTodo(jon, 'Spare key')
    await removeFromList(mina, jon)
    await todo(jon, 'Spare key').waitFor()
    expect(await members()).toEqual([mina.email])
  })

  it('loses the list from the device then, is told so, and keeps the own lists', async () => {
    await goOnline(jon)
    await jon.page.getByRole('heading', { level: 1, name: 'This list is not here' }).waitFor()
    const lists = jon.page.getByRole('navigation', { name: 'Lists' })
    await lists.getByRole('link', { name: /^Cabin weekend/ }).waitFor({ state: 'detached' })
    await lists.getByRole('link', { name: /^Groceries/ }).click()
    await todo(jon, 'Milk').waitFor()
  })

  it('finds the refused edits with the reason, and nothing that others wrote', async () => {
    await openReview(jon)
    for (const title of ['Firewood, two sacks', 'Spare key']) {
      await reviewCard(jon, title).getByText('You are not, or no longer, a member of the list that this belongs to.').waitFor()
    }
    expect(await jon.page.content()).not.toContain('Surprise')
    expect(await sql`SELECT t.title FROM todos t JOIN lists l ON l.id = t.list_id JOIN users u ON u.id = l.owner_id WHERE u.email = ${mina.email} ORDER BY t.title`)
      .toEqual([{ title: 'Firewood' }, { title: 'Surprise for Jon’s sister' }])
    expect(await sql`SELECT DISTINCT p.code, p.server_value FROM write_problems p JOIN users u ON u.id = p.user_id WHERE u.email = ${jon.email}`)
      .toEqual([{ code: 'not_a_member', server_value: null }])
  })

  it('hears in words that an edit of the lost list cannot be made again, and discards it', async () => {
    await reviewCard(jon, 'Firewood, two sacks').getByRole('button', { name: 'Try again' }).click()
    await jon.page.getByText('This is not on the list any more.', { exact: true }).waitFor()
    for (const title of ['Firewood, two sacks', 'Spare key']) {
      await reviewCard(jon, title).getByRole('button', { name: 'Discard mine' }).click()
      await reviewCard(jon, title).waitFor({ state: 'detached' })
    }
    await syncCard(jon, 'Synced').waitFor()
    expect(await sql`SELECT 1 FROM write_problems p JOIN users u ON u.id = p.user_id WHERE u.email = ${jon.email} AND p.resolved_at IS NULL`).toHaveLength(0)
    expect(troublesBut([mina, jon])).toEqual([])
  })

  async function members(): Promise<string[]> {
    const rows = await sql<{ email: string }[]>`
      SELECT u.email FROM list_members m JOIN users u ON u.id = m.user_id JOIN lists l ON l.id = m.list_id JOIN users o ON o.id = l.owner_id WHERE o.email = ${mina.email}`
    return rows.map(row => row.email)
  }
})
