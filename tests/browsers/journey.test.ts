import type { Gate } from '../support/gate.ts'
import type { AppUser } from '../support/app-user.ts'
import type { Engine, EngineName } from './engine.ts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, newUser, openTitles, signIn, todo as todoRow } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'
import { button, field, heading, link, text, todo } from './elements.ts'
import { launch } from './engine.ts'

const engines = (process.env.DRIFTLESS_ENGINES ?? 'chromium').split(',') as EngineName[]

describe.each(engines)('in %s', (name) => {
  let gate: Gate
  let engine: Engine

  beforeAll(async () => {
    gate = await startGate(inject('origin'))
    engine = await launch(name)
  })
  afterAll(async () => {
    await engine?.close()
    await gate?.stop()
  })

  it('a person signs up, adds, loses the server, reloads, adds on, and another device converges', async () => {
    const account = { name: 'Mina', email: `mina-${randomUUID().slice(0, 8)}@example.com`, password: `long enough ${randomUUID()}` }
    const tab = await engine.newTab()
    await tab.goto(`${gate.origin}/sign-up`)
    await tab.type(field('Name'), account.name)
    await tab.type(field('Email'), account.email)
    await tab.type(field('Password'), account.password)
    await tab.click(`//form${button('Sign up')}`)
    await tab.click(`//main${button('New list')}`)
    await tab.type(`//*[@role="dialog"]${field('Name')}`, 'Cabin weekend')
    await tab.click(button('Create list'))
    await tab.see(heading('Cabin weekend'))
    await tab.type(field('Add a todo'), 'Book the ferry\n')
    await tab.see(todo('Book the ferry'))
    await tab.see(text('Synced'))
    const list = await tab.evaluate('location.href')
    await tab.evaluate('navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? 1 : new Promise(resolve => navigator.serviceWorker.addEventListener("controllerchange", () => resolve(1), { once: true })))')

    await gate.shut()
    await tab.type(field('Add a todo'), 'Spare key\n')
    await tab.see(todo('Spare key'))
    // A row is drawn before it is written; this is what the app promises.
    await tab.see(text('saved on this device'))
    await tab.reload()
    await tab.see(todo('Book the ferry'))
    await tab.see(todo('Spare key'))
    await tab.type(field('Add a todo'), 'Firewood\n')
    await tab.see(todo('Firewood'))
    await tab.see(text('2 edits saved'))
    await tab.click(link('Upcoming'))
    await tab.see(heading('Upcoming'))
    await tab.goto(String(list))
    await tab.see(todo('Firewood'))

    await gate.open()
    await tab.see(text('Synced'))
    const browser = await launchChromium()
    try {
      const other: AppUser = { ...await newUser(browser, gate.origin, account.name), ...account }
      await signIn(other)
      await other.page.waitForURL(/\/app/)
      await other.page.goto(String(list))
      await todoRow(other, 'Firewood').waitFor()
      expect((await openTitles(other)).toSorted()).toEqual(['Book the ferry', 'Firewood', 'Spare key'])
      await addTodo(other, 'Chocolate')
      await tab.see(todo('Chocolate'))
    }
    finally {
      await browser.close()
    }
  })
})
