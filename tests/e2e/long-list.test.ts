import type { Browser, Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { check, createList, newUser, openTitles } from '../support/app-user.ts'
import { violations } from '../support/axe.ts'
import { launchChromium } from '../support/browser.ts'
import { manyTodosSql } from '../support/many-todos.ts'
import { exposeDatabase } from '../support/page-database.ts'

const origin = inject('origin')
/** For a machine that does much else besides. */
const soon = { timeout: 20_000 }

describe('a list of 10,000 todos', () => {
  let browser: Browser
  let guest: AppUser
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    guest = await newUser(browser, origin, 'Guest')
    page = guest.page
    await page.addInitScript(exposeDatabase)
    await page.goto('/app')
    await createList(guest, 'Everything')
    const listId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.evaluate(sql => window.localDatabase().execute(sql), manyTodosSql({ listId, count: 10_000, completed: 100 }))
    await check(guest, 'Todo 0').waitFor()
  })
  afterAll(() => browser?.close())

  const focused = () => page.evaluate(() => document.activeElement?.querySelector('[role=checkbox]')?.getAttribute('aria-label')?.split(' with')[0])
  const toolbar = () => page.getByRole('toolbar', { name: 'Selected todos' })

  it('draws what is in sight, and says which rows these are', async () => {
    const row = page.getByRole('list', { name: 'Open todos' }).getByRole('listitem').first()
    expect(await row.getAttribute('aria-setsize')).toBe('9900')
    expect(await page.locator('[data-todo-row]').count()).toBeLessThan(60)
    expect(await violations(page)).toEqual([])
  })

  it('is gone through by keyboard alone, from end to end', async () => {
    await check(guest, 'Todo 0').focus()
    await page.keyboard.press('Shift+Tab')
    await expect.poll(focused, soon).toBe('Todo 0')
    await page.keyboard.press('End')
    await expect.poll(focused, soon).toMatch(/^Todo 99\d\d$/)
    await expect.poll(() => page.evaluate(() => {
      const { top, bottom } = document.activeElement!.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    }), soon).toBe(true)
    await page.keyboard.press('PageUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused, soon).toMatch(/^Todo 99\d\d$/)
    await page.keyboard.press('Home')
    await expect.poll(focused, soon).toBe('Todo 0')
  })

  it('is searched with / for words that are not drawn', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('todo 7654')
    await page.getByRole('search').getByText('1 of 1').waitFor()
    await check(guest, 'Todo 7654').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(focused, soon).toBe('Todo 7654')
    await page.keyboard.press('Home')
  })

  it('lets hundreds be selected and edited at once, and one undo takes it back', async () => {
    await expect.poll(focused, soon).toBe('Todo 0')
    // The row with the focus is drawn at once, those around it when the list has scrolled.
    await check(guest, 'Todo 5').waitFor()
    await page.keyboard.press('Shift+PageDown')
    await page.keyboard.press('x')
    await toolbar().waitFor()
    await page.keyboard.press('Escape')
    await toolbar().waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+a')
    await toolbar().getByText('9,900 selected').waitFor()
    await page.keyboard.press('Escape')
    await check(guest, 'Todo 0').locator('xpath=ancestor::li').click({ modifiers: ['Control'], position: { x: 400, y: 8 } })
    await check(guest, 'Todo 5').locator('xpath=ancestor::li').click({ modifiers: ['Shift'], position: { x: 400, y: 8 } })
    await toolbar().getByText('6 selected').waitFor()
    expect(await violations(page)).toEqual([])
    await toolbar().getByRole('button', { name: 'Complete' }).click()
    await expect.poll(async () => (await openTitles(guest))[0], soon).toMatch(/^Todo 6/)
    await expect.poll(focused, soon).toMatch(/^Todo 6/)
    await page.getByText('Completed 6 todos', { exact: true }).waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await openTitles(guest))[0], soon).toBe('Todo 0')
    expect(guest.troubles).toEqual([])
  })

  it('is on the screen again at once after a reload, and nothing shifts', async () => {
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 })
      new PerformanceObserver((list) => {
        const shifted = list.getEntries().map(entry => (entry as PerformanceEntry & { value: number }).value)
        Object.assign(window, { shift: shifted.reduce((sum, value) => sum + value, (window as unknown as { shift: number }).shift) })
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.reload()
    await check(guest, 'Todo 0').waitFor()
    await expect.poll(() => page.evaluate(() => document.querySelector('[data-todo-row]')?.getAttribute('aria-setsize')), soon).toBe('9900')
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0)
    expect(guest.troubles).toEqual([])
  })

  it('can be put in order by dragging, the list scrolling along', async () => {
    const box = (await page.locator('[data-todo-row]').nth(1).boundingBox())!
    await page.mouse.move(box.x + 300, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + 300, box.y + 80, { steps: 5 })
    await page.mouse.move(box.x + 300, page.viewportSize()!.height - 6, { steps: 5 })
    await expect.poll(() => page.evaluate(() => document.querySelector('[data-scroller]')!.scrollTop), soon).toBeGreaterThan(1_500)
    await page.mouse.move(box.x + 300, 400, { steps: 3 })
    await page.mouse.up()
    await expect.poll(() => page.evaluate(() => document.querySelector('[data-todo-row] [aria-label="Todo 1"]')?.closest('li')?.getAttribute('aria-posinset') ?? ''), soon).toMatch(/^[2-9]\d$|^\d{3}$/)
    expect(guest.troubles).toEqual([])
  })
})

describe('selecting by touch', () => {
  it('begins with a finger that rests on a row and goes on with taps', async () => {
    const browser = await launchChromium()
    const context = await browser.newContext({ baseURL: origin, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const page = await context.newPage()
    await page.addInitScript(exposeDatabase)
    await page.goto('/app')
    await createList({ page } as AppUser, 'Everything')
    const listId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.evaluate(sql => window.localDatabase().execute(sql), manyTodosSql({ listId, count: 5 }))
    await check({ page }, 'Todo 1').waitFor()
    const middle = async (title: string) => {
      const box = (await check({ page }, title).locator('xpath=ancestor::li').boundingBox())!
      return { x: box.x + 200, y: box.y + box.height / 2 }
    }
    const cdp = await context.newCDPSession(page)
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [await middle('Todo 1')] })
    await page.locator('[data-dragged]').waitFor()
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.getByRole('toolbar', { name: 'Selected todos' }).getByText('1 selected').waitFor()
    const { x, y } = await middle('Todo 3')
    await page.touchscreen.tap(x, y)
    await page.getByRole('toolbar', { name: 'Selected todos' }).getByText('2 selected').waitFor()
    expect(await violations(page)).toEqual([])
    await browser.close()
  })
})
