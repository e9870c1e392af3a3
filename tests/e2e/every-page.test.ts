import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, invitationLink, newUser, signUp, syncCard } from '../support/app-user.ts'
import type { AppUser } from '../support/app-user.ts'
import { violations } from '../support/axe.ts'
import { launchChromium, openPage } from '../support/browser.ts'

const origin = inject('origin')
const secret = 'Surprise party on the 12th'

describe('every page', () => {
  let browser: Browser
  let mina: AppUser
  let paths: string[]

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await newUser(browser, origin, 'Mina')
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, 'Cabin weekend')
    await addTodo(mina, secret)
    await syncCard(mina, 'Synced').waitFor()
    const list = new URL(mina.page.url()).pathname
    const invitation = new URL(await invitationLink(mina)).pathname
    paths = ['/', '/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=no-such-token', '/reset-password', '/app', list, '/app/review', '/app/waiting', '/app/inbox', '/app/today', '/app/upcoming', '/app/assigned', '/app/archive', '/app/trash', '/app/settings', '/app/diagnostics', invitation, '/invite/no-such-link', '/no-such-page']
  })
  afterAll(() => browser?.close())

  it('is rendered by the server, hydrates without a mismatch, says nothing in the console, asks nothing of any other origin, and has no accessibility violation', async () => {
    for (const path of paths) await look(path)
  })

  it('never renders a person’s data on the server', async () => {
    for (const path of paths) {
      const html = await (await mina.context.request.get(path)).text()
      expect(html, path).not.toContain(secret)
      expect(html, path).not.toContain(mina.email)
    }
  })

  async function look(path: string) {
    const { page, troubles } = await openPage(mina.context)
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && /^(https?|wss?):/.test(request.url())) foreign.push(request.url())
    })
    const answer = await page.goto(path, { waitUntil: 'networkidle' }).catch(() => page.goto(path))
    expect.soft(await answer?.text(), path).toContain('<title>')
    await heading(page, path)
    await page.evaluate(() => document.fonts.ready)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
      expect.soft(await violations(page), `${path} (${colorScheme})`).toEqual([])
    }
    expect.soft(troubles.filter(text => !isExpected(path, text)), path).toEqual([])
    expect.soft(foreign, path).toEqual([])
    await page.close()
  }
})

/** The page is there when its heading is. */
async function heading(page: Page, path: string) {
  await page.locator('h1').first().waitFor().catch((cause: unknown) => {
    throw new Error(`${path} shows no heading`, { cause })
  })
}

/** What the server says on purpose: the page or the link does not exist. */
function isExpected(path: string, text: string): boolean {
  return path.includes('no-such') && /404|410/.test(text)
}
