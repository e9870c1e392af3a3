import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, newUser, syncCard, todo } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'
import { withTabs } from '../support/tabs.ts'

/** How much later than the checkpoint itself its number comes to the tab that asked for it, in milliseconds. */
const late = 1_000

describe('tabs without a shared worker', () => {
  let browser: Browser
  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('confirm what one of them has sent, although the connection is another’s', async () => {
    const mina = await newUser(browser, inject('origin'), 'Mina')
    await mina.context.addInitScript(() => void Object.defineProperty(window, 'SharedWorker', { value: undefined }))
    const streaming = lastStreaming(mina.context)
    const tabs = await withTabs<[AppUser, AppUser]>(mina, 2)
    const [connected, other] = tabs[0].page === streaming() ? tabs : [tabs[1], tabs[0]]
    expect(connected.page).toBe(streaming())
    await leaveUploadsToOthers(connected.page)
    const asked = await answerCheckpointsLate(mina.context)

    await addTodo(other, 'Sent over another connection')
    await todo(connected, 'Sent over another connection').waitFor()
    await expect.poll(asked).toEqual([other.page])
    for (const tab of tabs) await syncCard(tab, 'Synced').waitFor({ timeout: 10_000 })
    for (const tab of tabs) expect(tab.troubles).toEqual([])
  })
})

/** @returns which page asked for the sync stream last */
function lastStreaming(context: BrowserContext): () => Page | undefined {
  let last: Page | undefined
  context.on('request', (request) => {
    if (request.url().endsWith('/powersync/sync/stream')) last = request.frame().page()
  })
  return () => last
}

/** Has a tab come second whenever there is something to send: tabs take turns by a lock. */
async function leaveUploadsToOthers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const request = navigator.locks.request.bind(navigator.locks) as (...all: unknown[]) => Promise<unknown>
    navigator.locks.request = async (...all: unknown[]) => {
      if (String(all[0]).startsWith('streaming-sync-crud')) await new Promise(resolve => setTimeout(resolve, 500))
      return request(...all)
    }
  })
}

/** @returns the pages that asked for a checkpoint of what they had sent */
async function answerCheckpointsLate(context: BrowserContext): Promise<() => Page[]> {
  const asked: Page[] = []
  await context.route('**/write-checkpoint2.json*', async (route) => {
    asked.push(route.request().frame().page())
    const response = await route.fetch()
    await pause(late)
    await route.fulfill({ response })
  })
  return () => asked
}
