import type { Browser } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Gate } from '../support/gate.ts'
import { devices } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { check, newUser, openTitles, signIn, signUp, todo } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'
import { untilKept } from '../support/offline-copy.ts'

describe('on a phone, by touch', () => {
  let browser: Browser
  let gate: Gate

  beforeAll(async () => {
    gate = await startGate(inject('origin'))
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await gate?.stop()
  })

  it('a person signs up, adds, completes, loses the server, reloads, adds on, and the desk converges', async () => {
    const desk = await newUser(browser, gate.origin, 'Mina')
    const context = await browser.newContext({ ...devices['Pixel 7'], baseURL: gate.origin })
    const mina: AppUser = { ...desk, context, ...await openPage(context) }
    const { page } = mina
    await signUp(mina)
    await page.waitForURL('**/app**')
    await page.getByRole('main').getByRole('button', { name: 'New list' }).tap()
    const dialog = page.getByRole('dialog', { name: 'New list' })
    await dialog.getByLabel('Name', { exact: true }).fill('Cabin weekend')
    await dialog.getByRole('button', { name: 'Create list' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Cabin weekend' }).waitFor()
    await add('Book the ferry')
    await page.getByRole('navigation', { name: 'Tabs' }).getByText('Synced').waitFor()
    await untilKept(page)

    await gate.shut()
    await check(mina, 'Book the ferry').tap()
    await add('Spare key')
    await page.reload()
    await todo(mina, 'Spare key').waitFor()
    await page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name: 'Today' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await page.goBack()
    await add('Firewood')

    await gate.open()
    await page.getByRole('navigation', { name: 'Tabs' }).getByText('Synced').waitFor()
    await signIn(desk)
    await desk.page.waitForURL(/\/app/)
    await desk.page.goto(new URL(page.url()).pathname)
    await todo(desk, 'Firewood').waitFor()
    expect((await openTitles(desk)).toSorted()).toEqual(['Firewood', 'Spare key'])

    async function add(title: string) {
      await page.getByRole('button', { name: 'New todo' }).tap()
      await page.getByRole('textbox', { name: 'Add a todo' }).fill(title)
      await page.getByRole('textbox', { name: 'Add a todo' }).press('Enter')
      await todo(mina, title).waitFor()
    }
  })
})
