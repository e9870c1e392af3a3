import type { Browser } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Network } from '../torture/network.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addTodo, newUser, openTitles, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { putToSleep } from '../support/computer-sleep.ts'
import { exposeDatabase, holdWrites } from '../support/page-database.ts'
import { hangDatabaseWorker } from '../support/shared-workers.ts'
import { withTabs } from '../support/tabs.ts'
import { until } from '../support/until.ts'
import { startNetwork } from '../torture/network.ts'

const origin = inject('origin')

describe('tabs of one browser', () => {
  let browser: Browser
  let network: Network
  const sql = postgres(inject('databaseUrl'), { max: 1 })

  beforeAll(async () => {
    browser = await launchChromium()
    network = await startNetwork(origin)
  })
  afterAll(async () => {
    await browser?.close()
    await network?.stop()
    await sql.end()
  })

  it('send nothing of one account under another’s session', async () => {
    const [mina] = await withTabs<[AppUser]>(await newUser(browser, network.origin, 'Mina'), 1)
    const jon = await newUser(browser, network.origin, 'Jon')
    await signUp(jon)
    await jon.page.waitForURL('**/app')
    const hers = await mina.context.cookies()
    // The tab has not heard of it, as if it had been asleep.
    await mina.context.addCookies(await jon.context.cookies())
    await addTodo(mina, 'Mina’s own')
    await mina.page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Jon/ }).waitFor()
    expect(await titles(jon)).toEqual([])

    await mina.context.addCookies(hers)
    await mina.page.goto('/app')
    await until(async () => (await titles(mina)).join() === 'Mina’s own', { what: 'the edit to be sent by its own account, before a watch has to help', within: 20_000 })
    await Promise.all([mina.context.close(), jon.context.close()])
  })

  it('show the account’s rows, too, in a tab that was opened while another one signed in', async () => {
    const [mina] = await withTabs<[AppUser]>(await newUser(browser, network.origin, 'Mina'), 1)
    await addTodo(mina, 'Hers')
    const { page, troubles } = await openPage(mina.context)
    await page.addInitScript(signInWhileLoading)
    await page.goto('/app')
    await todo({ page }, 'Hers').waitFor()
    await syncCard({ page }, 'Synced').waitFor()
    await addTodo({ ...mina, page }, 'By the second tab')
    await todo(mina, 'By the second tab').waitFor()
    expect(troubles).toEqual([])
    await mina.context.close()
  })

  it('go on when the worker that holds their database hangs, which a reload alone does not cure', async () => {
    const mina = await newUser(browser, network.origin, 'Mina')
    await mina.context.addInitScript(exposeDatabase)
    const [first, second] = await withTabs<[AppUser, AppUser]>(mina, 2)
    await addTodo(first, 'Before')
    await todo(second, 'Before').waitFor()
    await hangDatabaseWorker(first.page)
    await second.page.reload()
    await todo(second, 'Before').waitFor({ timeout: 45_000 })
    await addTodo(second, 'After')
    await todo(first, 'After').waitFor({ timeout: 45_000 })
    await until(async () => (await titles(first)).includes('After'), { what: 'the edit in Postgres' })
    await first.context.close()
  })

  it('lose nothing that was shown as added, or typed, when a page is loaded anew before SQLite has it', async () => {
    const mina = await newUser(browser, network.origin, 'Mina')
    await mina.context.addInitScript(exposeDatabase)
    const [first, second] = await withTabs<[AppUser, AppUser]>(mina, 2)
    await first.page.evaluate(holdWrites)
    for (const title of ['Shown first', 'Shown second']) await addTodo(first, title)
    await first.page.getByRole('textbox', { name: 'Add a todo' }).fill('Half a thou')
    await first.page.reload()
    await until(async () => (await titles(mina)).sort().join() === 'Shown first,Shown second', { what: 'both in Postgres' })
    for (const tab of [first, second]) {
      await syncCard(tab, 'Synced').waitFor()
      await until(async () => (await openTitles(tab)).join() === 'Shown first,Shown second', { what: 'both on the screen, once' })
    }
    expect(await first.page.getByRole('textbox', { name: 'Add a todo' }).inputValue()).toBe('Half a thou')
    expect([...first.troubles, ...second.troubles]).toEqual([])
    await first.context.close()
  })

  it('wake from a sleep of hours without an error, and see at once what happened meanwhile', async () => {
    const [asleep] = await withTabs<[AppUser]>(await newUser(browser, network.origin, 'Mina'), 1)
    const list = new URL(asleep.page.url()).pathname.split('/').at(-1) ?? ''
    network.set('dead')
    network.set('up')
    const wake = await putToSleep(browser)
    await sql`
      INSERT INTO todos (id, list_id, title, position, created_by, number)
      SELECT gen_random_uuid(), ${list}, 'Written meanwhile', 'a0V', id, 1 FROM users WHERE email = ${asleep.email}`
    wake()
    const renewed = asleep.page.waitForResponse('**/api/powersync/credentials')
    await asleep.page.evaluate(() => {
      const now = Date.now
      Date.now = () => now() + 3 * 3_600_000
    })
    // Its token has ended long ago.
    expect((await renewed).status()).toBe(200)
    await todo(asleep, 'Written meanwhile').waitFor()
    await syncCard(asleep, 'Synced').waitFor()
    expect(asleep.troubles).toEqual([])
    await asleep.context.close()
  })

  async function titles({ email }: AppUser): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`SELECT t.title FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${email}`
    return rows.map(row => row.title)
  }
})

/** For `addInitScript`: the account is remembered by another tab after this one opened its database, and before it is hydrated. */
function signInWhileLoading(): void {
  const { getItem } = Storage.prototype
  let isOpened = false
  Storage.prototype.getItem = function (key) {
    return key === 'driftless:account' && !isOpened ? null : getItem.call(this, key)
  }
  window.SharedWorker = class extends SharedWorker {
    constructor(...of: ConstructorParameters<typeof SharedWorker>) {
      super(...of)
      isOpened = true
    }
  }
}
