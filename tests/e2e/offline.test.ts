import type { BrowserContext, Page } from 'playwright-core'
import type { Gate } from '../support/gate.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, todo } from '../support/app-user.ts'
import { chromiumOptions } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'
import { forgetFiles, hasNothingKept, keptFiles, lookForVersion, untilKept } from '../support/offline-copy.ts'
import { startStack } from '../support/stack.ts'
import { until } from '../support/until.ts'

const secret = 'Surprise party on the 12th'

describe('after one visit', () => {
  const profile = mkdtempSync(join(tmpdir(), 'driftless-browser-'))
  const asked = new Set<string>()
  let gate: Gate
  let context: BrowserContext
  let page: Page
  let list = ''

  const openBrowser = () => chromium.launchPersistentContext(profile, { ...chromiumOptions(), baseURL: gate.origin, viewport: { width: 1280, height: 800 } })

  beforeAll(async () => {
    gate = await startGate(inject('origin'), ({ url = '', headers }) => {
      // What the page itself and its workers ask for: neither in advance nor for the copy.
      if (url.startsWith('/_nuxt/') && !headers['sec-purpose'] && headers['sec-fetch-dest'] !== 'empty') asked.add(url)
    })
    context = await openBrowser()
    page = context.pages()[0]!
    await page.goto('/app')
    await createList({ page } as never, secret)
    await addTodo({ page } as never, 'Book the ferry')
    list = new URL(page.url()).pathname
    await untilKept(page)
  })
  afterAll(async () => {
    await context?.close()
    await gate?.stop()
    rmSync(profile, { recursive: true, force: true })
  })

  it('every file that page, workers and database asked for is kept, none of it twice, and nothing of a person', async () => {
    const files = await keptFiles(page)
    const paths = files.map(file => file.path)
    expect([...asked].filter(path => !paths.includes(path))).toEqual([])
    expect(paths.filter(path => path.endsWith('.wasm'))).toHaveLength(1)
    expect(new Set(paths).size).toBe(paths.length)
    expect(files.filter(({ hash }, index) => files.findIndex(other => other.hash === hash) !== index).map(file => file.path)).toEqual([])
    expect(paths.filter(path => /^\/(api|powersync)/.test(path))).toEqual([])
    expect(files.filter(file => file.text.includes(secret)).map(file => file.path)).toEqual([])
  })

  it('a connected visitor gets the server’s page, and the kept one where the server does not answer in time', async () => {
    expect(await (await page.goto(list))?.text()).toContain('data-ssr="true"')
    gate.answer('/app/today', 'never')
    expect(await (await page.goto('/app/today'))?.text()).toContain('data-ssr="false"')
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    gate.answer('/app/today', { status: 502, body: 'Bad gateway' })
    expect(await (await page.goto('/app/today'))?.text()).toContain('data-ssr="false"')
    gate.answer('/app/today', undefined)
  })

  it('a copy with holes mends itself', async () => {
    const before = (await keptFiles(page)).length
    expect(await forgetFiles(page, '^/shell$|/_nuxt/worker|\\.wasm$|/_nuxt/entry')).toBeGreaterThanOrEqual(4)
    await page.goto('/app')
    await expect.poll(async () => (await keptFiles(page)).length, { timeout: 20_000 }).toBe(before)
  })

  it('the app opens without a server at any address, in a new tab and in a new browser, and a broken update does not change that', async () => {
    gate.answer('/sw.js', { type: 'text/javascript', body: 'throw new Error("broken")' })
    expect(await lookForVersion(page)).toContain('TypeError')
    await gate.shut()
    const pages = [['/', /^Shared lists/], [list, secret], ['/app/settings', 'Settings'], ['/sign-in', 'Welcome back'], ['/app/no-such-page', 'There is nothing at this address']] as const
    for (const [path, heading] of pages) {
      const tab = await context.newPage()
      const troubles = troublesOf(tab)
      await tab.goto(path)
      await tab.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(troubles, path).toEqual([])
      await tab.close()
    }
    await context.close()
    context = await openBrowser()
    page = context.pages()[0]!
    await page.goto(list)
    await todo({ page }, 'Book the ferry').waitFor()
    await page.getByRole('link', { name: 'Upcoming' }).click()
    await page.getByRole('heading', { level: 1, name: 'Upcoming' }).waitFor()
    await gate.open()
  })

  it('an operator can send the service worker away, and the app goes on without', async () => {
    const switchedOff = await startStack({ env: { DRIFTLESS_OFFLINE_SHELL: 'off' } })
    const worker = await fetch(`${switchedOff.url}/sw.js`)
    gate.answer('/sw.js', { type: worker.headers.get('content-type') ?? '', body: await worker.text() })
    await switchedOff.stop()
    await page.goto(list)
    await until(() => hasNothingKept(page))
    await page.reload()
    await todo({ page }, 'Book the ferry').waitFor()
  })
})

/** Errors, except that the server is away. Chromium looks for the icon of an app that could be installed past the service worker. */
function troublesOf(page: Page): string[] {
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(String(error)))
  page.on('requestfailed', (request) => {
    if (!/\/(api|powersync|icons)\//.test(request.url())) troubles.push(`${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('console', (message) => {
    // NUXT_E1005: the address that is no page, told as what it is.
    if (message.type() === 'error' && !/ERR_CONNECTION_REFUSED|NUXT_E1005/.test(message.text())) troubles.push(message.text())
  })
  return troubles
}
