/** Takes the pictures of the Inspector for docs/screenshots: every tab, light and dark. `npm run screenshots -- inspector [FOLDER]` */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import { newUser, signIn } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'
import { makeCabinWeekend } from '../support/cabin-weekend.ts'
import { startStack } from '../support/stack.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'screenshots')

/** A development server is slow the first time that it is asked for a file. */
const patience = 120_000

await mkdir(folder, { recursive: true })
const [stack, browser] = await Promise.all([startStack({ task: 'dev' }), launchChromium()])
try {
  const { mina: account, listId } = await makeCabinWeekend(stack.url)
  const mina: AppUser = { ...await newUser(browser, stack.url, 'Mina'), email: account.email, password: account.password }
  mina.context.setDefaultTimeout(patience)
  await signIn(mina)
  await mina.page.waitForURL(/\/app/)
  await mina.page.goto(`/app/lists/${listId}`)
  await mina.page.getByText('Playlist for the drive').first().waitFor()
  const { page } = await openPage(mina.context)
  await page.setViewportSize({ width: 1440, height: 900 })
  await takeTabs(page, listId)
  await takeOffline(page, mina.page)
}
finally {
  await browser.close()
  await stack.stop()
}

async function takeTabs(page: Page, listId: string) {
  await visit(page, 'sync')
  await page.getByText('Whole checkpoint applied').first().waitFor()
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

async function shoot(page: Page, name: string) {
  // The DevTools' own button is no part of the picture.
  await page.addStyleTag({ content: 'nuxt-devtools-frame, #nuxt-devtools-container { display: none }' })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: join(folder, `inspector-${name}-${scheme}-1440.png`), animations: 'disabled' })
  }
}
