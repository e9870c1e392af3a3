import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'

const origin = inject('origin')

describe('a browser that stores nothing', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('still works, in memory that its tabs share, and syncs', async () => {
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

    const second = { ...mina, ...await openPage(mina.context) }
    await second.page.goto(mina.page.url())
    await todo(second, 'Order the cake').waitFor()
    await addTodo(second, 'Fetch the cake')
    await todo(mina, 'Fetch the cake').waitFor()
    for (const tab of [mina, second]) {
      await syncCard(tab, 'Synced').waitFor()
      expect(tab.troubles).toEqual([])
    }
    await mina.context.close()
  })

  it('keeps everything in IndexedDB where OPFS is there in name only, as in private windows of Safari', async () => {
    const worker = /\/_nuxt\/worker-[\w-]+\.js/.exec(await (await fetch(`${origin}/sw.js`)).text())?.[0] ?? ''
    const gate = await startGate(origin)
    const forbid = '{ navigator.storage.getDirectory = () => Promise.reject(new DOMException("It is forbidden", "SecurityError")) }\n'
    gate.answer(worker, { type: 'text/javascript', body: forbid + await (await fetch(origin + worker)).text() })
    const mina = await newUser(browser, gate.origin, 'Mina')
    await mina.context.addInitScript({ content: `Object.assign(window, { safari: {} });${forbid}` })
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, 'Plans')
    await addTodo(mina, 'Order the cake')
    await syncCard(mina, 'Synced').waitFor()
    await mina.page.reload()
    await mina.page.getByRole('heading', { level: 1, name: 'Plans' }).waitFor()
    await syncCard(mina, 'Synced').waitFor()
    expect(await mina.page.evaluate(() => localStorage.getItem('driftless:storage'))).toContain('IDBBatchAtomicVFS')
    await mina.context.close()
    await gate.stop()
  })
})
