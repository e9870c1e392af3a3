import type { Browser, Frame, Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Stack } from '../support/stack.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newUser, signIn } from '../support/app-user.ts'
import { violations } from '../support/axe.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { makeCabinWeekend } from '../support/cabin-weekend.ts'
import { signUp } from '../support/person.ts'
import { startStack } from '../support/stack.ts'
import { openStream } from '../support/sync-stream.ts'
import { until } from '../support/until.ts'

/** A development server is slow the first time that it is asked for a file. */
const patience = 90_000

describe('the Inspector in development', () => {
  let stack: Stack
  let browser: Browser
  let mina: AppUser
  let cabin: Awaited<ReturnType<typeof makeCabinWeekend>>
  let inspector: Page
  const troubles: string[] = []

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack({ task: 'dev' }), launchChromium()])
    cabin = await makeCabinWeekend(stack.url)
    mina = { ...await newUser(browser, stack.url, 'Mina'), email: cabin.mina.email, password: cabin.mina.password }
    mina.context.setDefaultTimeout(patience)
    await signIn(mina)
    await mina.page.waitForURL(/\/app/)
    await mina.page.goto(`/app/lists/${cabin.listId}`)
    await mina.page.getByText('Playlist for the drive').first().waitFor()
    const second = await openPage(mina.context)
    await second.page.goto('/app/today')
    await second.page.getByText('Book the ferry for Friday evening').first().waitFor()
    const opened = await openPage(mina.context)
    inspector = opened.page
    await inspector.goto('/__powersync-inspector')
    await inspector.getByRole('tablist', { name: 'Inspector' }).waitFor()
    // Troubles of all three are looked at in the end.
    collect = () => [...mina.troubles, ...second.troubles, ...opened.troubles, ...troubles]
  }, 240_000)
  afterAll(async () => {
    await browser.close()
    await stack.stop()
  })
  let collect = () => troubles

  it('opens every tab, and each passes axe', async () => {
    for (const { tab, shows } of tabs) {
      await open(inspector, tab)
      await inspector.getByRole('heading', { name: shows, exact: true }).waitFor()
      expect((await violations(inspector)).filter(({ nodes }) => !nodes.every(node => node.includes('nuxt-devtools'))), tab).toEqual([])
    }
  })

  it('shows each bucket with the count and the checksum that the service has', async () => {
    await open(inspector, 'Buckets')
    const stream = await openStream(await cabin.mina.credentials())
    await stream.until(lines => lines.some(line => line.checkpoint), 'the first checkpoint')
    // A bucket in which nothing ever was leaves no trace on a device.
    const buckets = stream.lines.find(line => line.checkpoint)?.checkpoint?.buckets.filter(({ count }) => count > 0) ?? []
    await stream.close()
    await inspector.getByText(`${buckets.length} buckets`).waitFor()
    const shown = await inspector.getByRole('table', { name: 'Buckets' }).locator('tbody tr').evaluateAll(rows => rows.map((row) => {
      const cells = [...row.querySelectorAll('td')].map(cell => cell.textContent.trim())
      const bucket = row.querySelector('button')?.getAttribute('aria-label')?.slice('Bucket '.length) ?? ''
      return { bucket, priority: Number(cells[2]), count: Number(cells[4]), checksum: Number(cells[7]) }
    }))
    const expected = buckets.map(({ bucket, priority, count, checksum }) => ({ bucket, priority, count, checksum: checksum | 0 }))
    expect(shown).toEqual(expected.toSorted((one, other) => one.bucket < other.bucket ? -1 : 1))
  })

  it('says why a row is here, and of somebody else’s row which condition keeps it away', async () => {
    const nora = await signUp(stack.url, 'Nora')
    const id = crypto.randomUUID()
    await nora.upload([{ op: 'PUT', table: 'lists', id, data: { name: 'Nora’s own' } }])
    await inspector.getByRole('tab', { name: 'Where is my row?' }).click()
    await inspector.getByRole('combobox', { name: 'Table' }).click()
    await inspector.getByRole('option', { name: 'lists', exact: true }).click()
    await inspector.getByLabel('Row id').fill(cabin.listId)
    await inspector.getByText('It is here.', { exact: true }).waitFor()
    expect(await inspector.getByRole('table', { name: 'Buckets that carry it' }).locator('tbody tr').count()).toBe(1)
    await inspector.getByLabel('Row id').fill(id)
    await inspector.getByText('It is not on this device.').waitFor()
    await inspector.getByRole('status').filter({ hasText: /./ }).nth(1).waitFor()
  })

  it('counts in its tables what SQLite counts, and runs SQL on the app’s own database', async () => {
    await open(inspector, 'Data')
    const todos = Number(await inspector.getByRole('navigation', { name: 'Tables' }).getByRole('button', { name: /^todos/ }).locator('span').last().textContent())
    await inspector.getByRole('tab', { name: 'SQL', exact: true }).click()
    await inspector.locator('.cm-content').click()
    await inspector.keyboard.press('Control+a')
    await inspector.keyboard.type('select count(*) as n from tod', { delay: 20 })
    await inspector.getByRole('listbox').getByText('todos', { exact: true }).click()
    await inspector.locator('.cm-line').filter({ hasText: 'from todos' }).waitFor()
    await inspector.keyboard.press('Control+Enter')
    expect(Number(await inspector.getByRole('table', { name: 'Result' }).locator('tbody td').textContent())).toBe(todos)
    expect(todos).toBe(21)
  })

  it('lists the live queries of both tabs of the app', async () => {
    await inspector.getByRole('tab', { name: 'Live queries' }).click()
    for (const path of [`/app/lists/${cabin.listId}`, '/app/today']) await inspector.getByRole('cell', { name: path }).first().waitFor()
  })

  it('simulates being offline for all tabs, shows what waits, and sends it when the network is back', async () => {
    await open(inspector, 'Sync')
    await simulate(inspector, /^Offline/)
    await inspector.getByText('The Inspector keeps this browser offline.').first().waitFor()
    await mina.page.getByRole('checkbox', { name: 'Playlist for the drive' }).click()
    await open(inspector, 'Queue')
    const waiting = inspector.getByRole('list', { name: 'Waiting transactions' })
    await waiting.getByText('completed_at').waitFor()
    await inspector.getByRole('button', { name: 'Back to normal' }).click()
    await inspector.getByText('Nothing waits').waitFor()
    await open(inspector, 'Sync')
    await inspector.getByText(/^Uploaded 1 transaction, 1 operation in/).waitFor()
    await inspector.getByText('has come back').waitFor()
  })

  it('simulates a slow network, with the same protocol behind it', async () => {
    await simulate(inspector, /^Slow/)
    await inspector.getByText(`${stack.url}/powersync-slow/400-50000`).waitFor()
    await inspector.getByRole('status').filter({ hasText: /^Connected$/ }).waitFor()
    await inspector.getByRole('button', { name: 'Back to normal' }).click()
    await inspector.getByText(`${stack.url}/powersync`, { exact: true }).waitFor()
  })

  it('is a tab of the Nuxt DevTools too, under the address of the app', async () => {
    await inspector.close()
    await mina.page.bringToFront()
    await mina.page.keyboard.press('Shift+Alt+D')
    const devtools = await frameOf(mina.page, /\/__nuxt_devtools__\/client\//)
    await devtools.getByText('Get Started').click()
    await devtools.waitForURL(/\/modules\//)
    await devtools.locator('a[href$="custom-driftless-inspector"]:visible').first().click()
    const frame = await frameOf(mina.page, /\/__powersync-inspector/)
    expect(new URL(frame.url()).origin).toBe(new URL(stack.url).origin)
    for (const { tab, shows } of tabs) {
      await open(frame, tab)
      await frame.getByRole('heading', { name: shows, exact: true }).waitFor()
    }
  })

  it('gave no page of the app an error', () => {
    // The DevTools load their fonts and icons from other hosts, which a test machine may not reach.
    expect(collect().filter(trouble => !/ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED|https:\/\/esm\.sh/.test(trouble))).toEqual([])
  })
})

const tabs = [
  { tab: 'Sync', shows: 'Connection' },
  { tab: 'Buckets', shows: 'Buckets' },
  { tab: 'Data', shows: 'Tables' },
  { tab: 'Queue', shows: 'Upload queue' },
  { tab: 'Config', shows: 'Schema' },
  { tab: 'Server', shows: 'Last uploads' },
  { tab: 'Logs', shows: 'Logs' },
]

async function open(page: Page | Frame, tab: string) {
  await page.getByRole('tablist', { name: 'Inspector' }).getByRole('tab', { name: tab, exact: true }).click()
}

async function simulate(page: Page, network: RegExp) {
  await page.getByRole('combobox', { name: 'Simulated network' }).click()
  await page.getByRole('option', { name: network }).click()
}

function frameOf(page: Page, address: RegExp): Promise<Frame> {
  return until(() => page.frames().find(found => address.test(found.url())), { what: `a frame at ${address}`, within: patience })
}
