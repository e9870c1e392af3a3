import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { AppUser } from '../support/app-user.ts'
import { addTodo, createList, newUser, openTitles, signIn, syncCard, todo } from '../support/app-user.ts'
import { enter } from '../support/app-sharing.ts'
import { violations } from '../support/axe.ts'
import { launchChromium } from '../support/browser.ts'

const origin = inject('origin')

describe('lists and todos as a whole', () => {
  let browser: Browser
  let mina: AppUser

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await newUser(browser, origin, 'Mina')
    await mina.page.emulateMedia({ reducedMotion: 'reduce' })
    await enter(mina)
    await createList(mina, 'Garden')
    await mina.page.getByRole('textbox', { name: 'Add a todo' }).fill('Prune the roses today')
    await mina.page.getByRole('button', { name: 'Keep “today” as words' }).waitFor()
    await mina.page.getByRole('textbox', { name: 'Add a todo' }).press('Enter')
    await todo(mina, 'Prune the roses').waitFor()
    await createList(mina, 'Home')
    await addTodo(mina, 'Pay the rent')
    await syncCard(mina, 'Synced').waitFor()
  })
  afterAll(() => browser?.close())

  const sidebar = () => mina.page.getByRole('complementary', { name: 'Sidebar' })

  it('has no accessibility violation while a menu or a date is open, at the desk and on the phone', async () => {
    const { page } = mina
    await page.getByRole('button', { name: 'More for this list' }).click()
    await page.getByRole('menuitem', { name: 'Archive list' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sidebar().getByRole('button', { name: 'Mina' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    // It gives the focus back as it goes.
    await page.getByRole('menu').waitFor({ state: 'detached' })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 })
      await todo(mina, 'Pay the rent').focus()
      await page.keyboard.press('o')
      await page.getByRole('button', { name: /^Due:/ }).click()
      await page.getByRole('button', { name: /^Tomorrow/ }).waitFor()
      expect(await violations(page), `${width}`).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Close details' }).click()
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('keeps priority, completion, selection and focus in sight where the system gives the colours', async () => {
    const { page } = mina
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const drawn = (locator: Locator) => locator.evaluate((element) => {
      const { outlineStyle, outlineWidth, outlineColor, borderStyle, borderWidth, backgroundColor } = getComputedStyle(element)
      return { outline: `${outlineStyle} ${outlineWidth} ${outlineColor}`, border: `${borderStyle} ${borderWidth}`, ground: backgroundColor }
    })
    await addTodo(mina, 'Bleed the radiators')
    const [rent, radiators] = [todo(mina, 'Pay the rent'), todo(mina, 'Bleed the radiators')]
    const plain = await drawn(rent.getByRole('checkbox'))
    expect((await drawn(page.locator('.quick-add'))).outline, 'the field that has the focus').toMatch(/^solid 3px/)

    await rent.focus()
    expect((await drawn(rent)).outline, 'the row that has the focus').toMatch(/^solid 3px/)
    await page.keyboard.press('x')
    await page.getByRole('toolbar', { name: 'Selected todos' }).waitFor()
    const selected = page.locator('[data-todo-row][data-selected]')
    await page.keyboard.press('End')
    if (await selected.evaluate(row => row === document.activeElement)) await page.keyboard.press('Home')
    expect((await drawn(page.locator('[data-todo-row]:focus:not([data-selected])'))).outline, 'the row that has the focus now').toMatch(/^solid 3px/)
    await expect.poll(async () => (await drawn(selected)).outline, { message: 'the selected row' }).toMatch(/^solid 2px/)
    await page.getByRole('toolbar', { name: 'Selected todos' }).getByRole('button', { name: 'Priority' }).click()
    await page.getByRole('menuitem', { name: 'High' }).click()
    await expect.poll(async () => (await drawn(rent.getByRole('checkbox'))).border).not.toBe(plain.border)

    await radiators.getByRole('checkbox').click()
    const done = page.getByRole('list', { name: 'Completed todos' }).getByRole('checkbox', { name: 'Bleed the radiators' })
    await expect.poll(async () => (await drawn(done)).ground, { message: 'the completed todo’s check is filled' }).not.toBe(plain.ground)
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
    await page.keyboard.press('Escape')
  })

  it('shows today’s todos of every list, and counts them in the sidebar', async () => {
    await sidebar().getByRole('link', { name: 'Today 1' }).click()
    await mina.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await todo(mina, 'Prune the roses').getByText('Garden').waitFor()
  })

  it('finds a todo from the palette and opens it in its list', async () => {
    const { page } = mina
    await page.keyboard.press('Control+k')
    await page.keyboard.type('rent')
    await page.getByRole('option', { name: /Pay the rent/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.getByRole('complementary', { name: 'Details' }).getByText('Pay the rent').waitFor()
    await page.getByRole('button', { name: 'Close details' }).click()
  })

  it('moves a todo that is dragged onto another list', async () => {
    const { page } = mina
    const box = await todo(mina, 'Pay the rent').boundingBox()
    const target = await sidebar().getByRole('link', { name: /Garden/ }).boundingBox()
    if (!box || !target) throw new Error('Not on the screen')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(target.x + 60, target.y + target.height / 2, { steps: 12 })
    await page.mouse.up()
    await page.getByText('Moved “Pay the rent” to Garden', { exact: true }).waitFor()
    await sidebar().getByRole('link', { name: /Garden/ }).click()
    await expect.poll(() => openTitles(mina)).toEqual(['Pay the rent', 'Prune the roses'])
  })

  it('brings an archived list’s todos to another device when it is opened there, to be read', async () => {
    await mina.page.getByRole('button', { name: 'More for this list' }).click()
    await mina.page.getByRole('menuitem', { name: 'Archive list' }).click()
    await mina.page.getByText('To change it, unarchive it.').waitFor()
    await syncCard(mina, 'Synced').waitFor()
    const tablet: AppUser = { ...await newUser(browser, origin, 'Mina'), email: mina.email, password: mina.password }
    await signIn(tablet)
    await tablet.page.waitForURL(/\/app/)
    await tablet.page.getByRole('link', { name: 'Archive' }).click()
    await tablet.page.getByRole('main').getByRole('link', { name: /Garden/ }).click()
    await todo(tablet, 'Prune the roses').waitFor()
    expect(await tablet.page.getByRole('textbox', { name: 'Add a todo' }).count()).toBe(0)
    await tablet.context.close()
  })

  it('restores a deleted list with its todos', async () => {
    const { page } = mina
    await page.getByRole('button', { name: 'More for this list' }).click()
    await page.getByRole('menuitem', { name: 'Delete list' }).click()
    await page.getByText('Deleted “Garden”', { exact: true }).waitFor()
    await sidebar().getByRole('link', { name: 'Trash' }).click()
    await page.getByText('30 days left').waitFor()
    await page.getByRole('button', { name: 'Restore Garden' }).click()
    await page.getByText('The trash is empty').waitFor()
    await sidebar().getByRole('link', { name: 'Archive' }).click()
    await page.getByRole('main').getByRole('link', { name: /Garden/ }).click()
    await todo(mina, 'Prune the roses').waitFor()
  })
})
