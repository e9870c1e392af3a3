import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newUser, signUp, syncCard } from '../support/app-user.ts'
import { violations } from '../support/axe.ts'
import { launchChromium } from '../support/browser.ts'

const origin = inject('origin')

describe('a start', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('of a new account moves nothing, neither while its first sync runs nor when it is done', async () => {
    const mina = await newUser(browser, origin, 'Mina')
    await mina.page.addInitScript(watchShifts)
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await syncCard(mina, 'Synced').waitFor()
    await mina.page.goto('/app/inbox')
    await mina.page.getByRole('textbox', { name: 'Add a todo' }).waitFor()
    await syncCard(mina, 'Synced').waitFor()
    expect(await shiftsOf(mina.page)).toEqual([])
    await mina.context.close()
  })

  it('on a new device moves nothing on the list that is looked at, however long the first sync takes', async () => {
    const mina = await newUser(browser, origin, 'Mina')
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    const { cookies, origins } = await mina.context.storageState()
    // Signed in, with nothing of the account but who it is.
    const signedIn = origins.map(each => ({ ...each, localStorage: each.localStorage.filter(({ name }) => name === 'driftless:account') }))
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 }, storageState: { cookies, origins: signedIn } })
    const page = await context.newPage()
    await page.addInitScript(watchShifts)
    let letThrough = () => {}
    const wait = new Promise<void>((resolve) => { letThrough = resolve })
    await context.route('**/api/powersync/credentials', route => wait.then(() => route.continue()))
    await page.goto('/app/inbox')
    const notice = page.getByRole('region', { name: 'First download' })
    await notice.getByText('Getting your lists').waitFor()
    expect(await violations(page)).toEqual([])
    letThrough()
    await notice.waitFor({ state: 'detached' })
    // A centred line is as long as its words are: "On their way" becomes "Nothing here yet".
    expect((await shiftsOf(page)).filter(moved => !moved.startsWith('<h2'))).toEqual([])
    await Promise.all([mina.context.close(), context.close()])
  })

  it('with spoiled cookies is one like any other', async () => {
    const context = await browser.newContext({ baseURL: origin })
    await context.addCookies(['driftless-language', 'driftless-sidebar-hidden'].map(name => ({ name, value: '%E0%A4%A', url: origin })))
    const page = await context.newPage()
    expect((await page.goto('/app'))?.status()).toBe(200)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.title()).toBe('Your lists · Driftless')
    await context.close()
  })

  it('that fails says so in plain words, and leads on by loading a page', async () => {
    const context = await browser.newContext({ baseURL: origin })
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Page.enable')
    const { identifier } = await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: 'matchMedia = () => { throw new Error("broken") }' })
    await page.goto('/app/inbox')
    await page.getByRole('heading', { level: 1, name: 'Something went wrong on our side' }).waitFor()
    expect(await violations(page)).toEqual([])
    await devtools.send('Page.removeScriptToEvaluateOnNewDocument', { identifier })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
    await context.close()
  })

  it('of a session that the server never answers is given up on, with everything typed still there', async () => {
    const context = await browser.newContext({ baseURL: origin })
    const page = await context.newPage()
    await page.clock.install()
    await page.route('**/api/auth/sign-in/email', () => {})
    await page.goto('/sign-in')
    await page.getByLabel('Email', { exact: true }).fill('mina@example.com')
    await page.getByLabel('Password', { exact: true }).fill('long enough 1')
    await Promise.all([page.waitForRequest('**/api/auth/sign-in/email'), page.getByRole('button', { name: 'Sign in', exact: true }).click()])
    await page.clock.fastForward(30_000)
    await page.getByText('The server does not answer. What you typed is still here').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).isEnabled()).toBe(true)
    expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe('mina@example.com')
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('long enough 1')
    await context.close()
  })
})

function watchShifts() {
  Object.assign(window, { shifts: [] })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { hadRecentInput: boolean, sources: { node: Node | null }[] })[]) {
      if (!entry.hadRecentInput && location.pathname.startsWith('/app')) {
        (window as unknown as { shifts: string[] }).shifts.push(...entry.sources.map(({ node }) => node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent ?? ''))
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

function shiftsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)
}
