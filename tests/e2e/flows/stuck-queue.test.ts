import type { Browser } from 'playwright-core'
import type { AppUser } from '../../support/app-user.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, syncCard, todo } from '../../support/app-user.ts'
import { enter, troublesBut } from '../../support/app-sharing.ts'
import { launchChromium } from '../../support/browser.ts'

const origin = inject('origin')
const uploads = '**/api/powersync/upload'

describe('a queue that does not move although the network is there', () => {
  let browser: Browser
  let mina: AppUser
  const sql = postgres(inject('databaseUrl'), { max: 1 })

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await enter(await newUser(browser, origin, 'Mina'))
    await createList(mina, 'Plans')
    await addTodo(mina, 'Order the cake')
    await syncCard(mina, 'Synced').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await sql.end()
  })

  it.each([
    ['answers nothing', 'Call the band', () => undefined],
    ['fails each time', 'Balloons', (route: { fulfill: (answer: { status: number, body: string }) => Promise<void> }) => route.fulfill({ status: 503, body: '' })],
  ])('is noticed and told in words when the server %s, and drains by itself', { timeout: 180_000 }, async (_, title, answer) => {
    await mina.page.route(uploads, answer)
    await addTodo(mina, title)
    await todo(mina, title).getByRole('img', { name: /not sent yet/ }).waitFor()
    await syncCard(mina, 'Sending').waitFor()
    await syncCard(mina, 'Not getting through').getByText('1 edit saved on this device. Trying again').waitFor({ timeout: 90_000 })
    expect(await titles()).not.toContain(title)

    await mina.page.unroute(uploads)
    await syncCard(mina, 'Synced').waitFor({ timeout: 60_000 })
    expect(await titles()).toContain(title)
    expect(troublesBut([mina], /status of 503/)).toEqual([])
  })

  async function titles(): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`SELECT t.title FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${mina.email} ORDER BY t.title`
    return rows.map(row => row.title)
  }
})
