import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { wordsIn } from '../support/words.ts'

const origin = inject('origin')
const { t: arabic } = wordsIn('ar')
const { t: german } = wordsIn('de')

describe('languages', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  const reader = (locale: string) => browser.newContext({ baseURL: origin, locale, viewport: { width: 1280, height: 800 } })

  it('a browser that asks for Arabic gets Arabic pages from right to left, with its words preloaded', async () => {
    const context = await reader('ar-EG')
    const html = await (await context.request.get('/', { headers: { 'accept-language': 'ar-EG,ar;q=0.9,en;q=0.5' } })).text()
    expect(html).toMatch(/<html[^>]*lang="ar"[^>]*dir="rtl"/)
    expect(html).toContain(arabic('site.title'))

    const { page, troubles } = await openPage(context)
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.goto('/sign-up')
    await page.getByRole('heading', { name: arabic('account.createTitle') }).waitFor()
    await page.getByRole('button', { name: arabic('account.signUp') }).and(page.locator(':enabled')).waitFor()
    expect(await direction(page)).toBe('rtl')
    expect(asked.filter(url => url.includes('/_i18n/'))).toEqual([])
    expect(troubles).toEqual([])
    await context.close()
  })

  it('the language is changed without loading the page, and stays for this browser', async () => {
    const context = await reader('en-US')
    const { page, troubles } = await openPage(context)
    await page.goto('/app/settings')
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
    await choose(page, 'Language', 'Deutsch')
    await page.getByRole('heading', { level: 1, name: german('shell.settings') }).waitFor()
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
    await choose(page, german('ui.language'), 'العربية')
    await page.getByRole('heading', { level: 1, name: arabic('shell.settings') }).waitFor()
    expect(await direction(page)).toBe('rtl')

    const html = await (await context.request.get('/')).text()
    expect(html).toMatch(/<html[^>]*lang="ar"[^>]*dir="rtl"/)
    await choose(page, arabic('ui.language'), arabic('ui.languageOfBrowser'))
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: 'driftless-language' }))
    expect(troubles).toEqual([])
    await context.close()
  })

  it('in Arabic todos are added, dated by Arabic and English words, and counted in its plural forms', async () => {
    const context = await reader('ar')
    const { page, troubles } = await openPage(context)
    await page.goto('/app')
    await createList(page, 'عطلة الكوخ')
    const field = page.getByRole('textbox', { name: arabic('quick.add') })
    for (const [line, title, count] of [['حجز العبّارة غدًا', 'حجز العبّارة', 1], ['Buy milk tomorrow', 'Buy milk', 2], ['طلب المفتاح', 'طلب المفتاح', 3]] as const) {
      await field.fill(line)
      await field.press('Enter')
      const row = page.locator('[data-todo-row]').filter({ hasText: title })
      await row.waitFor()
      if (line !== title) await row.getByText(arabic('time.tomorrow'), { exact: true }).waitFor()
      await page.getByText(arabic('shell.open', { count }), { exact: true }).first().waitFor()
    }
    const [title, check] = await Promise.all(['Buy milk', null].map(text => text
      ? page.getByText(text, { exact: true }).boundingBox()
      : page.locator('[data-todo-row]').filter({ hasText: 'Buy milk' }).getByRole('checkbox').boundingBox()))
    expect(title && check && title.x + title.width).toBeLessThanOrEqual(check?.x ?? 0)
    expect(check && title && check.x - title.x - title.width, 'the title stands beside its check').toBeLessThan(40)
    expect(troubles).toEqual([])
    await seeAccessible(page)
    await context.close()
  })

  it('pages fit a phone in German and in Arabic, and have no accessibility violation', async () => {
    for (const locale of ['de', 'ar']) {
      const context = await reader(locale)
      const { page } = await openPage(context)
      await page.setViewportSize({ width: 390, height: 844 })
      for (const path of ['/', '/sign-up', '/app', '/app/settings']) {
        await page.goto(path)
        await page.locator('h1').first().waitFor()
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${path} in ${locale}`).toBe(0)
        if (locale === 'ar') await seeAccessible(page)
      }
      await context.close()
    }
  })
})

const direction = (page: Page) => page.evaluate(() => getComputedStyle(document.body).direction)

async function choose(page: Page, label: string, language: string) {
  await page.getByLabel(label, { exact: true }).selectOption({ label: language })
}

async function createList(page: Page, name: string) {
  await page.getByRole('main').getByRole('button', { name: arabic('transfer.newList') }).click()
  const dialog = page.getByRole('dialog', { name: arabic('transfer.newList') })
  await dialog.getByLabel(arabic('account.name'), { exact: true }).fill(name)
  await dialog.getByRole('button', { name: arabic('list.create') }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

async function seeAccessible(page: Page) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await violations(page), page.url()).toEqual([])
}
