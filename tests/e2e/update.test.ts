import type { Browser, Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Gate } from '../support/gate.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, createList, newUser, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'
import { buildOf, lookForVersion, untilKept } from '../support/offline-copy.ts'

const upload = '/api/powersync/upload'
/** A busy machine reloads slowly. */
const slow = { timeout: 20_000 }

describe('a new version', () => {
  let browser: Browser
  let gate: Gate
  let mina: AppUser
  let writing: Page
  let first = ''
  let list = ''

  beforeAll(async () => {
    gate = await startGate(inject('origin'))
    browser = await launchChromium()
    mina = await newUser(browser, gate.origin, 'Mina')
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, 'Cabin weekend')
    await addTodo(mina, 'Book the ferry')
    await syncCard(mina, 'Synced').waitFor()
    await untilKept(mina.page)
    list = new URL(mina.page.url()).pathname
    first = await buildOf(mina.page)
    writing = (await openPage(mina.context)).page
    await writing.goto(list)
    await todo({ page: writing }, 'Book the ferry').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await gate?.stop()
  })

  const prompt = (page: Page, words: string) => page.getByRole('status').getByText(words)

  it('waits for the person’s word in every tab, and keeps an edit that could not be sent yet', async () => {
    gate.answer(upload, { status: 503, body: '{}', type: 'application/json' })
    await addTodo(mina, 'Spare key')
    await gate.release(withAnotherSchema)
    expect(await lookForVersion(mina.page)).toBe('asked')
    await prompt(mina.page, 'A new version is ready').waitFor()
    await prompt(writing, 'A new version is ready').waitFor()
    expect(await buildOf(mina.page)).toBe(first)

    await writing.getByRole('textbox', { name: 'Add a todo' }).fill('Half a thou')
    await mina.page.bringToFront()
    await mina.page.getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => buildOf(mina.page).catch(() => first), slow).not.toBe(first)
    await todo(mina, 'Spare key').waitFor()
    expect(await columnsOf(mina.page)).toContain('estimate')
  })

  it('takes nothing out of the hands of somebody who is typing in another tab', async () => {
    await prompt(writing, 'updated in another tab').waitFor()
    await writing.bringToFront()
    expect(await buildOf(writing)).toBe(first)
    expect(await writing.getByRole('textbox', { name: 'Add a todo' }).inputValue()).toBe('Half a thou')
    // The old version goes on, with parts of it that were not loaded yet and that no server has any more.
    await writing.getByRole('textbox', { name: 'Add a todo' }).press('Enter')
    await todo({ page: writing }, 'Half a thou').waitFor()
    await writing.getByRole('link', { name: 'Trash' }).click()
    await writing.getByRole('heading', { level: 1, name: 'Trash' }).waitFor()
    await writing.getByRole('button', { name: 'Update' }).click()
    await expect.poll(() => buildOf(writing).catch(() => first), slow).not.toBe(first)
  })

  it('sends what waited, and both versions’ edits arrive', async () => {
    gate.answer(upload, undefined)
    await syncCard(mina, 'Synced').waitFor()
    const sql = postgres(inject('databaseUrl'), { max: 1 })
    const rows = await sql<{ title: string }[]>`SELECT title FROM todos WHERE list_id = ${list.split('/').at(-1) ?? ''} ORDER BY title`
    await sql.end()
    expect(rows.map(row => row.title)).toEqual(['Book the ferry', 'Half a thou', 'Spare key'])
    await expect.poll(() => mina.page.evaluate(async () => (await (await caches.open('driftless-files')).keys()).filter(({ url }) => !/\/2-|shell|favicon|manifest/.test(url)).length), slow).toBe(0)
  })
})

/** The local table of todos gets a column (shared/tables/todos.ts, as the bundler writes it). */
function withAnotherSchema(script: string): string {
  return script.replace('parent_id:{kind', 'estimate:{kind:`integer`,nullable:!0,writer:`update`},parent_id:{kind')
}

interface App { $sync: { shown: () => { getAll: (sql: string) => Promise<{ name: string }[]> } } }

/** The columns of the local table of todos. */
function columnsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const database = (window as unknown as { useNuxtApp: () => App }).useNuxtApp().$sync.shown()
    return (await database.getAll('SELECT name FROM pragma_table_info(\'todos\')')).map(column => column.name)
  })
}
