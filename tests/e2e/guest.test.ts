import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'

const origin = inject('origin')

describe('a guest', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it('uses the app without an account, and signing up takes everything along', async () => {
    const mina = await newUser(browser, origin, 'Mina')
    await mina.page.goto('/app')
    await createList(mina, 'Cabin weekend')
    await addTodo(mina, 'Book the ferry')
    await mina.page.reload()
    await todo(mina, 'Book the ferry').waitFor()

    await signUp(mina)
    await mina.page.waitForURL('**/app**')
    await mina.page.getByRole('link', { name: /Cabin weekend/ }).first().click()
    await todo(mina, 'Book the ferry').waitFor()
    await syncCard(mina, 'Synced').waitFor()

    const elsewhere = { ...mina, ...await newUser(browser, origin, 'Mina'), email: mina.email, password: mina.password }
    await elsewhere.page.goto('/sign-in')
    await elsewhere.page.getByLabel('Email', { exact: true }).fill(mina.email)
    await elsewhere.page.getByLabel('Password', { exact: true }).fill(mina.password)
    await elsewhere.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await elsewhere.page.getByRole('link', { name: /Cabin weekend/ }).first().click()
    await todo(elsewhere, 'Book the ferry').waitFor()
    expect(await elsewhere.page.getByRole('link', { name: /Cabin weekend/ }).count()).toBeGreaterThan(0)
    expect([...mina.troubles, ...elsewhere.troubles]).toEqual([])
  })
})
