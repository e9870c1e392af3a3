import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { AppUser } from '../support/app-user.ts'
import { check, createList, invitationLink, newUser, openTitles, signIn, syncCard, todo } from '../support/app-user.ts'
import { enter } from '../support/app-sharing.ts'
import { violations } from '../support/axe.ts'
import { launchChromium } from '../support/browser.ts'
import { until } from '../support/until.ts'

const origin = inject('origin')

describe('Inbox, subtasks, undo and views', () => {
  let browser: Browser
  let mina: AppUser
  let laptop: AppUser

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await newUser(browser, origin, 'Mina')
    await mina.page.emulateMedia({ reducedMotion: 'reduce' })
    await enter(mina)
    await createList(mina, 'Cabin weekend')
    await syncCard(mina, 'Synced').waitFor()
    laptop = { ...await newUser(browser, origin, 'Mina'), email: mina.email, password: mina.password }
    await signIn(laptop)
    await syncCard(laptop, 'Synced').waitFor()
  })
  afterAll(() => browser?.close())

  const sidebar = (page: Page) => page.getByRole('complementary', { name: 'Sidebar' })

  const showsOpen = (...titles: string[]) => until(async () => (await openTitles(mina)).join() === titles.join(), { what: `the open todos ${titles.join(', ')}` })

  function subtasksOf(page: Page, title: string) {
    const boxes = page.getByRole('list', { name: `Subtasks of ${title}` }).getByRole('checkbox')
    return boxes.evaluateAll(found => found.map(box => box.getAttribute('aria-label')))
  }

  async function typeNewTodo({ page }: AppUser, title: string) {
    await page.locator('#main').focus()
    await page.keyboard.press('q')
    const dialog = page.getByRole('dialog', { name: 'New todo' })
    await dialog.getByRole('textbox', { name: 'Add a todo' }).waitFor()
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
    await dialog.getByText(`Added “${title}” to Inbox`).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
  }

  it('one Inbox comes of two devices that begin it at once, offline', async () => {
    for (const device of [mina, laptop]) await device.context.setOffline(true)
    await typeNewTodo(mina, 'Call the dentist')
    await typeNewTodo(laptop, 'Buy stamps')
    for (const device of [mina, laptop]) await device.context.setOffline(false)
    for (const device of [mina, laptop]) {
      await sidebar(device.page).getByRole('link', { name: 'Inbox 2' }).click()
      await todo(device, 'Call the dentist').waitFor()
      await todo(device, 'Buy stamps').waitFor()
      await syncCard(device, 'Synced').waitFor()
      expect(await sidebar(device.page).getByRole('link', { name: /Needs review/ }).count()).toBe(0)
    }
    await laptop.context.close()
  })

  it('the keyboard alone adds subtasks, completes them, nests, and takes everything back', async () => {
    const { page } = mina
    await sidebar(page).getByRole('link', { name: /Cabin weekend/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Cabin weekend' }).waitFor()
    await page.keyboard.press('n')
    for (const title of ['Book the ferry', 'Pack the tent']) {
      await page.keyboard.type(title)
      await page.keyboard.press('Enter')
      await todo(mina, title).waitFor()
    }
    await todo(mina, 'Book the ferry').focus()
    await page.keyboard.press('o')
    await page.getByRole('textbox', { name: 'Add a subtask' }).focus()
    for (const title of ['Compare times', 'Pay']) {
      await page.keyboard.type(title)
      await page.keyboard.press('Enter')
      await check(mina, title).waitFor()
    }
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await until(async () => (await subtasksOf(page, 'Book the ferry')).join() === 'Pay,Compare times', { what: 'the subtask that was moved up' })
    await page.keyboard.press('Space')
    await todo(mina, 'Book the ferry').getByText('1 of 2', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await todo(mina, 'Pack the tent').focus()
    await page.keyboard.press('Control+]')
    await todo(mina, 'Book the ferry').getByText('1 of 3', { exact: true }).waitFor()
    await showsOpen('Book the ferry')
    await page.keyboard.press('Control+z')
    await showsOpen('Book the ferry', 'Pack the tent')
    await page.keyboard.press('Control+Shift+z')
    await showsOpen('Book the ferry')
    await page.keyboard.press('Control+z')
    await showsOpen('Book the ferry', 'Pack the tent')
  })

  it('deleting a todo takes its subtasks along, also from the search, and undo brings all of it back', async () => {
    const { page } = mina
    await todo(mina, 'Book the ferry').focus()
    await page.keyboard.press('Delete')
    await page.getByText('Deleted “Book the ferry”', { exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Go to a list, or do something' }).fill('Compare')
    await page.getByRole('option', { name: 'Add “Compare” to the Inbox' }).waitFor()
    expect(await page.getByRole('option', { name: /Compare times/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+z')
    await todo(mina, 'Book the ferry').getByText('1 of 2', { exact: true }).waitFor()
  })

  it('a pointer pins, sorts, filters and clears, duplicates, and drops a todo on the Inbox', async () => {
    const { page } = mina
    await page.getByRole('button', { name: 'More for this list' }).click()
    await page.getByRole('menuitem', { name: 'Pin to the top' }).click()
    await sidebar(page).getByRole('list', { name: 'Pinned lists' }).getByRole('link', { name: /Cabin weekend/ }).waitFor()
    await page.getByRole('button', { name: 'Sort and filter' }).click()
    await page.getByRole('combobox', { name: 'Sort' }).click()
    await page.getByRole('option', { name: 'Title' }).click()
    await page.getByLabel('Title holds').fill('tent')
    await showsOpen('Pack the tent')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.reload()
    await showsOpen('Pack the tent')
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await showsOpen('Book the ferry', 'Pack the tent')

    const row = todo(mina, 'Pack the tent')
    await row.hover({ position: { x: 400, y: 12 } })
    await page.mouse.down()
    await sidebar(page).getByRole('link', { name: /Inbox/ }).hover()
    await page.mouse.up()
    await page.getByText('Moved “Pack the tent” to Inbox', { exact: true }).waitFor()
    await sidebar(page).getByRole('link', { name: 'Inbox 3' }).waitFor()

    await page.getByRole('button', { name: 'More for this list' }).click()
    await page.getByRole('menuitem', { name: 'Duplicate list' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cabin weekend copy' }).waitFor()
    await todo(mina, 'Book the ferry').getByText('0 of 2', { exact: true }).waitFor()
  })

  it('a thumb adds for today from the phone’s plus, and ticks a subtask in the sheet', async () => {
    const storageState = await mina.context.storageState()
    const phone = await browser.newContext({ baseURL: origin, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, storageState })
    const page = await phone.newPage()
    await page.goto('/app/settings')
    await page.getByRole('button', { name: 'New todo' }).tap()
    const dialog = page.getByRole('dialog', { name: 'New todo' })
    await dialog.getByRole('textbox', { name: 'Add a todo' }).waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Close' }).tap()
    await page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name: 'Today' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await page.getByRole('button', { name: 'New todo' }).tap()
    await page.keyboard.type('Pay the rent')
    await page.keyboard.press('Enter')
    await todo({ page }, 'Pay the rent').getByText('Inbox').waitFor()
    await todo({ page }, 'Pay the rent').tap({ position: { x: 300, y: 10 } })
    await page.getByRole('textbox', { name: 'Add a subtask' }).fill('Find the letter')
    await page.keyboard.press('Enter')
    await check({ page }, 'Find the letter').tap()
    await page.getByText('1 of 1', { exact: true }).first().waitFor()

    // A finger that rests on one drags it; the sheet in which it stands is not swiped away with it.
    await page.getByRole('textbox', { name: 'Add a subtask' }).fill('Sign it')
    await page.keyboard.press('Enter')
    const lines = page.locator('[data-subtask]')
    await lines.nth(1).waitFor()
    const [from, to] = [await lines.first().boundingBox(), await lines.nth(1).boundingBox()]
    const finger = await phone.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove', y = 0) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: 250, y }] })
    await touch('touchStart', from!.y + 20)
    await page.locator('[data-dragged]').waitFor()
    for (const share of [0.3, 0.7, 1]) await touch('touchMove', from!.y + 20 + share * (to!.y - from!.y + 12))
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    const order = () => lines.getByRole('checkbox').evaluateAll(boxes => boxes.map(box => box.getAttribute('aria-label')))
    await expect.poll(order).toEqual(['Sign it', 'Find the letter'])
    expect(await page.getByRole('dialog').count()).toBe(1)
    await phone.close()
  })

  it.each(['light', 'dark'] as const)('details with subtasks have no accessibility violation in the %s scheme', async (colorScheme) => {
    const { page } = mina
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await sidebar(page).getByRole('list', { name: 'Pinned lists' }).getByRole('link', { name: /Cabin weekend/ }).click()
    // The copy of the list, which was on the screen, has a todo of this name too.
    await page.getByRole('heading', { level: 1, name: 'Cabin weekend', exact: true }).waitFor()
    await todo(mina, 'Book the ferry').focus()
    await page.keyboard.press('o')
    await page.getByRole('textbox', { name: 'Add a subtask' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('says who completed and who changed a todo', async () => {
    const { page } = mina
    const link = await invitationLink(mina)
    const jon = await enter(await newUser(browser, origin, 'Jon'))
    await jon.page.goto(link)
    await jon.page.getByRole('button', { name: /^Join/ }).click()
    await todo(jon, 'Book the ferry').waitFor()
    await todo(jon, 'Book the ferry').focus()
    await jon.page.keyboard.press('Enter')
    await jon.page.getByLabel('Title', { exact: true }).fill('Book the late ferry')
    await jon.page.keyboard.press('Enter')
    await check(jon, 'Book the late ferry').click()
    await todo(mina, 'Book the late ferry').focus()
    await page.keyboard.press('o')
    await page.getByText(/^Completed by Jon, /).waitFor()
    await page.getByText(/^Changed by Jon, /).waitFor()
    await page.getByText(/^Created by you, /).waitFor()
    expect([...mina.troubles, ...jon.troubles]).toEqual([])
  })
})
