/**
 * Takes the pictures of the Inspector for docs/screenshots: every tab of a production build, at three widths, light and dark.
 * `npm run screenshots -- inspector [FOLDER]`. Fails when the page's console says anything: a style or script that the content policy refuses, for one.
 */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { anotherDevice } from '../support/app-sharing.ts'
import { newUser } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { makeCabinWeekend } from '../support/cabin-weekend.ts'
import { startStack } from '../support/stack.ts'
import { desk, openCamera } from './screenshots/camera.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'screenshots')
const camera = openCamera(folder)
const shoot = (page: Page, name: string) => camera(page, `inspector-${name}`)
const operatorToken = randomUUID()

await mkdir(folder, { recursive: true })
const [stack, browser] = await Promise.all([startStack({ env: { NUXT_INSPECTOR: '1', DRIFTLESS_OPERATOR_TOKEN: operatorToken } }), launchChromium()])
try {
  const { mina: { email, password }, listId } = await makeCabinWeekend(stack.url)
  const mina = await anotherDevice(browser, stack.url, { ...await newUser(browser, stack.url, 'Mina'), email, password })
  await mina.page.goto(`/app/lists/${listId}`)
  await mina.page.getByText('Playlist for the drive').first().waitFor()
  const { page, troubles } = await openPage(mina.context)
  await page.setViewportSize(desk)
  await takeTabs(page, listId)
  await takeOffline(page, mina.page)
  for (const trouble of troubles) console.error(trouble)
  process.exitCode = troubles.length ? 1 : 0
}
finally {
  await browser.close()
  await stack.stop()
}

async function takeTabs(page: Page, listId: string) {
  await visit(page, 'sync')
  await page.getByText('Whole checkpoint applied').first().waitFor()
  await page.getByRole('status').getByText('Connected', { exact: true }).waitFor()
  await shoot(page, 'sync')
  await visit(page, 'buckets')
  await page.getByRole('button', { name: /^Bucket .*todos/ }).first().click()
  await page.getByRole('table', { name: 'Rows of the bucket' }).waitFor()
  await shoot(page, 'buckets')
  await visit(page, 'buckets', 'row')
  await page.getByRole('combobox', { name: 'Table' }).click()
  await page.getByRole('option', { name: 'lists', exact: true }).click()
  await page.getByLabel('Row id').fill(listId)
  await page.getByText('Belongs to').waitFor()
  await shoot(page, 'row')
  await visit(page, 'buckets', 'streams')
  await page.getByRole('table', { name: 'Streams' }).waitFor()
  await shoot(page, 'streams')
  await visit(page, 'data')
  await page.getByRole('table', { name: 'Rows of todos' }).waitFor()
  await shoot(page, 'data')
  await visit(page, 'data', 'sql')
  await page.locator('.cm-content').waitFor()
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('table', { name: 'Result' }).waitFor()
  await shoot(page, 'sql')
  await visit(page, 'data', 'storage')
  await page.getByRole('table', { name: 'Parts of the database' }).waitFor()
  await shoot(page, 'storage')
  await visit(page, 'data', 'queries')
  await page.getByRole('table', { name: 'Live queries' }).getByRole('button').first().click()
  await page.getByRole('list', { name: 'Query plan' }).waitFor()
  await shoot(page, 'queries')
  await visit(page, 'server')
  await page.getByLabel('Operator token').fill(operatorToken)
  await shoot(page, 'operator')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You are signed in as an operator').waitFor()
  for (const [tab, heading] of [['config', 'Schema'], ['server', 'Last uploads'], ['logs', 'Logs']] as const) {
    await visit(page, tab)
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    await shoot(page, tab)
  }
}

/** What waits, on a network that is not there. */
async function takeOffline(page: Page, app: Page) {
  await visit(page, 'sync')
  await page.getByRole('combobox', { name: 'Simulated network' }).click()
  await page.getByRole('option', { name: /^Offline/ }).click()
  await page.getByText('The Inspector keeps this browser offline.').first().waitFor()
  await app.getByRole('checkbox', { name: 'Playlist for the drive' }).click()
  await page.getByText('1 transaction waits in the queue').waitFor()
  await shoot(page, 'offline')
  await page.getByRole('tab', { name: 'Queue', exact: true }).click()
  await page.getByRole('list', { name: 'Waiting transactions' }).waitFor()
  await shoot(page, 'queue')
}

async function visit(page: Page, tab: string, view?: string) {
  await page.goto(`/__powersync-inspector?tab=${tab}${view ? `&view=${view}` : ''}`)
  await page.getByRole('tablist', { name: 'Inspector' }).waitFor()
}
