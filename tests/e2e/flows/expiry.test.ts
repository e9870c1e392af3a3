import type { AppUser } from '../../support/app-user.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, check, createList, openTitles, syncCard, todo } from '../../support/app-user.ts'
import { goOffline, goOnline, troublesBut } from '../../support/app-sharing.ts'
import { until } from '../../support/until.ts'

describe('a session that ends while its person is offline', () => {
  const flow = startFlow()
  let mina: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    await createList(mina, 'Cabin weekend')
    await addTodo(mina, 'Book the ferry')
    await syncCard(mina, 'Synced').waitFor()
  })

  it('takes nothing away: the lists stay open and the edits wait', async () => {
    await goOffline(mina)
    await addTodo(mina, 'Written on the plane')
    await sql`DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = ${mina.email})`
    await goOnline(mina)
    await syncCard(mina, 'Signed out').getByText('Sign in to send 1 edit. They are safe here').waitFor()
    await todo(mina, 'Written on the plane').waitFor()
    await addTodo(mina, 'Written while signed out')
    await check(mina, 'Book the ferry').click()
    await syncCard(mina, 'Signed out').getByText('Sign in to send 3 edits. They are safe here').waitFor()
    expect(await titles()).toEqual(['Book the ferry'])
  })

  it('outlives a reload', async () => {
    await mina.page.reload()
    await todo(mina, 'Written on the plane').waitFor()
    await syncCard(mina, 'Signed out').getByText('Sign in to send 3 edits. They are safe here').waitFor()
  })

  it('asks gently, and everything is sent after signing in', async () => {
    await syncCard(mina, 'Signed out').click()
    await mina.page.getByRole('dialog').getByRole('link', { name: 'Sign in' }).click()
    await mina.page.waitForURL('**/sign-in**')
    await mina.page.getByLabel('Email', { exact: true }).fill(mina.email)
    await mina.page.getByLabel('Password', { exact: true }).fill(mina.password)
    await mina.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await mina.page.waitForURL('**/app/lists/**')
    await syncCard(mina, 'Synced').waitFor()
    await until(async () => (await openTitles(mina)).join() === 'Written on the plane,Written while signed out', { what: 'the list as it was' })
    expect(await titles()).toEqual(['Book the ferry ✓', 'Written on the plane', 'Written while signed out'])
    expect(troublesBut([mina], /status of 401/)).toEqual([])
  })

  async function titles(): Promise<string[]> {
    const rows = await sql<{ title: string, done: boolean }[]>`
      SELECT t.title, t.completed_at IS NOT NULL AS done FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${mina.email} ORDER BY t.title`
    return rows.map(row => row.done ? `${row.title} ✓` : row.title)
  }
})
