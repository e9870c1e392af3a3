import type { AppUser } from '../../support/app-user.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, rename, syncCard, todo } from '../../support/app-user.ts'
import { goOffline, goOnline, openReview, reviewCard, shareNewList, troublesBut } from '../../support/app-sharing.ts'
import { until } from '../../support/until.ts'

const list = 'Cabin weekend'

describe('edits that a later edit of somebody else replaces', () => {
  const flow = startFlow()
  let mina: AppUser
  let jon: AppUser
  let phone: AppUser
  const { sql } = flow

  beforeAll(async () => {
    mina = await flow.person('Mina')
    jon = await flow.person('Jon')
    await shareNewList(mina, jon, list)
    for (const title of ['Ferry', 'Playlist', 'Boots']) await addTodo(mina, title)
    await todo(jon, 'Boots').waitFor()
    phone = await flow.device(mina)
  })

  it('are kept for their author, who sees both versions', async () => {
    await goOffline(jon)
    for (const title of ['Ferry', 'Playlist', 'Boots']) {
      await rename(jon, title, `${title} by Jon`)
      await rename(mina, title, `${title} by Mina`)
    }
    await syncCard(mina, 'Synced').waitFor()
    await goOnline(jon)

    await syncCard(mina, 'Review').waitFor()
    await todo(mina, 'Playlist by Jon').getByRole('link', { name: 'Review' }).waitFor()
    await openReview(mina)
    await openReview(phone)
    for (const title of ['Ferry', 'Playlist', 'Boots']) {
      const card = reviewCard(mina, `${title} by Mina`)
      await card.getByText('Your title was replaced by a later edit.').waitFor()
      await card.getByText('On the list now').waitFor()
      await card.getByText(`${title} by Jon`).waitFor()
      await reviewCard(phone, `${title} by Mina`).waitFor()
    }
    await syncCard(jon, 'Synced').waitFor()
    expect(await titles()).toEqual(['Boots by Jon', 'Ferry by Jon', 'Playlist by Jon'])
    expect(await openProblems()).toEqual(['Boots by Mina → Boots by Jon', 'Ferry by Mina → Ferry by Jon', 'Playlist by Mina → Playlist by Jon'])
  })

  it('are made again with “Use mine”, everywhere', async () => {
    await reviewCard(mina, 'Playlist by Mina').getByRole('button', { name: 'Use mine' }).click()
    await todo(jon, 'Playlist by Mina').waitFor()
    await reviewCard(mina, 'Playlist by Mina').waitFor({ state: 'detached' })
    await reviewCard(phone, 'Playlist by Mina').waitFor({ state: 'detached' })
    expect(await titles()).toEqual(['Boots by Jon', 'Ferry by Jon', 'Playlist by Mina'])
    expect(await openProblems()).toHaveLength(2)
  })

  it('are let go with “Keep what is there”, on every device', async () => {
    await reviewCard(phone, 'Ferry by Mina').getByRole('button', { name: 'Keep what is there' }).click()
    await reviewCard(mina, 'Ferry by Mina').waitFor({ state: 'detached' })
    await until(async () => (await openProblems()).join() === 'Boots by Mina → Boots by Jon', { what: 'the problem to be settled in Postgres' })
    expect(await titles()).toContain('Ferry by Jon')
  })

  it('do not replace what was changed once more since', async () => {
    await rename(jon, 'Boots by Jon', 'Warm boots')
    await syncCard(jon, 'Synced').waitFor()
    await until(async () => (await titles()).includes('Warm boots'), { what: 'Jon’s newer title in Postgres' })
    await todoArrived(mina)
    await reviewCard(mina, 'Boots by Mina').getByRole('button', { name: 'Use mine' }).click()
    await mina.page.getByText('It was changed again in the meantime. Have a look first.', { exact: true }).waitFor()
    expect(await titles()).toContain('Warm boots')

    await reviewCard(mina, 'Boots by Mina').getByRole('button', { name: 'Keep what is there' }).click()
    await mina.page.getByRole('heading', { name: 'Nothing to review' }).waitFor()
    await phone.page.getByRole('heading', { name: 'Nothing to review' }).waitFor()
    await syncCard(mina, 'Synced').waitFor()
    expect(await openProblems()).toEqual([])
    expect(troublesBut([mina, jon, phone])).toEqual([])
  })

  /** Jon's newer title is on Mina's device: a second tab of hers shows it. */
  async function todoArrived({ context }: AppUser): Promise<void> {
    const page = await context.newPage()
    await page.goto('/app')
    await todo({ page }, 'Warm boots').waitFor()
    await page.close()
  }

  async function titles(): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`
      SELECT t.title FROM todos t JOIN lists l ON l.id = t.list_id JOIN users u ON u.id = l.owner_id WHERE u.email = ${mina.email} ORDER BY t.title`
    return rows.map(row => row.title)
  }

  async function openProblems(): Promise<string[]> {
    const rows = await sql<{ mine: string, theirs: string }[]>`
      SELECT p.client_value #>> '{}' AS mine, p.server_value #>> '{}' AS theirs FROM write_problems p JOIN users u ON u.id = p.user_id
      WHERE u.email = ${mina.email} AND p.kind = 'overwritten' AND p.resolved_at IS NULL ORDER BY mine`
    return rows.map(row => `${row.mine} → ${row.theirs}`)
  }
})
