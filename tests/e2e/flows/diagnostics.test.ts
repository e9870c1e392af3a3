import type { Browser, Download, Page } from 'playwright-core'
import type { AppUser } from '../../support/app-user.ts'
import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { enter } from '../../support/app-sharing.ts'
import { addTodo, createList, newUser, syncCard, todo } from '../../support/app-user.ts'
import { violations } from '../../support/axe.ts'
import { launchChromium, openPage } from '../../support/browser.ts'

describe('settings, diagnostics', () => {
  let browser: Browser
  let mina: AppUser

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await enter(await newUser(browser, inject('origin'), 'Mina'))
    await mina.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await createList(mina, 'Plans')
    for (const title of ['Order the cake', 'Call the band']) await addTodo(mina, title)
    await syncCard(mina, 'Synced').waitFor()
  })
  afterAll(() => browser?.close())

  it('are found in the settings, find nothing wrong, and can be read by everybody', async () => {
    const { page } = mina
    await page.goto('/app/settings')
    await page.getByRole('link', { name: 'Open diagnostics' }).click()
    await page.getByRole('heading', { level: 1, name: 'Diagnostics' }).waitFor()
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText(/^\s*All is well: \d+ rows agree with what arrived\.$/).waitFor()
    // The page as it opens is looked at by every-page.test.ts.
    expect(await violations(page)).toEqual([])
  })

  it('hand over the database, which any SQLite reads, and a report that says nothing of what was written', async () => {
    const { page } = mina
    const file = new DatabaseSync(':memory:')
    file.exec(await textOf(await downloaded(page, 'Download my database')))
    expect(file.prepare('SELECT title FROM todos ORDER BY title').all().map(row => row.title)).toEqual(['Call the band', 'Order the cake'])
    await page.getByRole('button', { name: 'Copy a report' }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    expect(report).toMatch(/Sync: synced, account\n/)
    for (const secret of ['cake', 'band', 'Plans', 'Mina', mina.email, 'eyJ']) expect(report).not.toContain(secret)
  })

  it('rebuild the local data in all tabs, and no edit that waits is lost', async () => {
    const { page, context } = mina
    const second = await openPage(context)
    await second.page.goto('/app')
    await todo(second, 'Call the band').waitFor()
    // An answer that takes its time: the edit waits, and nothing is wrong.
    let answer = () => {}
    const held = new Promise<void>((resolve) => { answer = resolve })
    await context.route('**/api/powersync/upload', async (route) => {
      await held
      await route.continue()
    })
    await addTodo({ ...mina, page: second.page }, 'Balloons')
    await page.getByText(/^1, the oldest today/).waitFor()

    await page.bringToFront()
    await page.getByRole('button', { name: 'Rebuild local data' }).click()
    const unsent = JSON.parse(await textOf(await downloaded(page, 'Rebuild')))
    expect(unsent).toMatchObject({ format: 'driftless-unsent-edits', queue: [{ operation: { op: 'PUT', type: 'todos', data: { title: 'Balloons' } } }, ...unsent.queue.slice(1)] })
    await page.getByText('Sending your edits first').waitFor()
    answer()
    await page.getByText('Everything is here again.').waitFor()
    for (const title of ['Balloons', 'Order the cake', 'Call the band']) await todo(second, title).waitFor()
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText(/All is well/).waitFor()
    expect([...mina.troubles, ...second.troubles]).toEqual([])
  })

  it('do not rebuild what could not be downloaded', async () => {
    await mina.context.setOffline(true)
    await mina.page.getByText('This needs a connection: without one, this browser would stand empty.').waitFor()
    expect(await mina.page.getByRole('button', { name: 'Rebuild local data' }).isDisabled()).toBe(true)
  })
})

async function downloaded(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()])
  return download
}

async function textOf(download: Download): Promise<string> {
  return await readFile(await download.path(), 'utf8')
}
