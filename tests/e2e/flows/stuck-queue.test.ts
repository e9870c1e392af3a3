import type { Route } from 'playwright-core'
import type { AppUser } from '../../support/app-user.ts'
import { describe, expect, it } from 'vitest'
import { startFlow } from '../../support/app-flow.ts'
import { addTodo, createList, syncCard, todo } from '../../support/app-user.ts'
import { enter, troublesBut } from '../../support/app-sharing.ts'

const uploads = '**/api/powersync/upload'

/**
 * What takes half a minute and more in the page takes a tenth of that: how long the watch is patient, and how long an answer may take. Stands alone: it is
 * sent to the page as text.
 */
function hurry() {
  const [after, abortAfter] = [window.setTimeout.bind(window), AbortSignal.timeout.bind(AbortSignal)]
  const shorter = (time = 0) => time >= 30_000 ? time / 10 : time
  window.setTimeout = ((act: () => void, time?: number) => after(act, shorter(time))) as typeof window.setTimeout
  AbortSignal.timeout = time => abortAfter(shorter(time))
}

describe('a queue that does not move although the network is there', () => {
  const flow = startFlow()
  const { sql } = flow

  // Both at once: most of each is waiting.
  it.concurrent.each([
    ['answers nothing', 'Mina', () => undefined],
    ['fails each time', 'Jon', (route: Route) => route.fulfill({ status: 503, body: '' })],
  ])('is noticed and told in words when the server %s, and drains by itself', { timeout: 180_000 }, async (_, name, answer) => {
    const user = await flow.stranger(name)
    await user.context.addInitScript(hurry)
    await enter(user)
    await createList(user, 'Plans')
    await addTodo(user, 'Order the cake')
    await syncCard(user, 'Synced').waitFor()

    await user.page.route(uploads, answer)
    await addTodo(user, 'Call the band')
    await todo(user, 'Call the band').getByRole('img', { name: /not sent yet/ }).waitFor()
    await syncCard(user, 'Sending').waitFor()
    await syncCard(user, 'Not getting through').getByText('1 edit saved on this device. Trying again').waitFor({ timeout: 90_000 })
    expect(await titlesOf(user)).toEqual(['Order the cake'])

    await user.page.unroute(uploads)
    await syncCard(user, 'Synced').waitFor({ timeout: 60_000 })
    expect(await titlesOf(user)).toEqual(['Call the band', 'Order the cake'])
    expect(troublesBut([user], /status of 503/)).toEqual([])
  })

  async function titlesOf({ email }: AppUser): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`SELECT t.title FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${email} ORDER BY t.title`
    return rows.map(row => row.title)
  }
})
