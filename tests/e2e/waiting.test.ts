import type { Browser } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { enter } from '../support/app-sharing.ts'
import { addTodo, check, createList, newUser, rename, syncCard } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'

const origin = inject('origin')

describe('what waits to be sent', () => {
  let browser: Browser
  let mina: AppUser

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await enter(await newUser(browser, origin, 'Mina'))
    await createList(mina, 'Cabin weekend')
    for (const title of ['Book a ferry', 'Spare key']) await addTodo(mina, title)
    await syncCard(mina, 'Synced').waitFor()
  })
  afterAll(() => browser?.close())

  it('is told in words and with its age, although the page is opened offline, and goes when it has been sent', async () => {
    const { page, context } = mina
    await context.setOffline(true)
    await rename(mina, 'Book a ferry', 'Book the ferry')
    await check(mina, 'Spare key').click()
    await addTodo(mina, 'Firewood')
    await syncCard(mina, 'Offline').click()
    await page.getByRole('link', { name: 'Show what waits' }).click()
    await page.getByRole('heading', { name: 'Waiting to be sent' }).waitFor()
    const lines = page.getByRole('list', { name: 'Edits in the order in which they are sent' }).getByRole('listitem')
    await lines.nth(2).waitFor()
    expect(await lines.allTextContents()).toEqual([
      expect.stringMatching(/^Renamed “Book the ferry”less than a minute · since today at \d\d:\d\d$/),
      expect.stringContaining('Completed “Spare key”'),
      expect.stringContaining('Added “Firewood” to Cabin weekend'),
    ])

    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor()
    await syncCard(mina, 'Synced').waitFor()
    expect(mina.troubles).toEqual([])
  })
})
