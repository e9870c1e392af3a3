import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'

const origin = inject('origin')

describe('a browser that stores nothing', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('still works, in memory, and syncs', async () => {
    const mina = await newUser(browser, origin, 'Mina')
    const devtools = await mina.context.newCDPSession(mina.page)
    // Less than an empty database takes: opening it hangs without an error.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 })
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, 'Plans')
    await addTodo(mina, 'Order the cake')
    await syncCard(mina, 'Synced').waitFor()
    await todo(mina, 'Order the cake').waitFor()
    expect(mina.troubles).toEqual([])
  })
})
