/** Takes the pictures of docs/screenshots: every screen at three widths, light and dark. `npm run screenshots [-- FOLDER]` */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { newUser, signIn, todo } from '../support/app-user.ts'
import type { AppUser } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'
import { makeCabinWeekend } from '../support/cabin-weekend.ts'
import { startStack } from '../support/stack.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'screenshots')
const sizes = [{ width: 1440, height: 900 }, { width: 768, height: 1024 }, { width: 390, height: 844 }]

await mkdir(folder, { recursive: true })
const stack = await startStack()
const browser = await launchChromium()
try {
  await takeAll(browser, stack.url)
}
finally {
  await browser.close()
  await stack.stop()
}

async function takeAll(browser: Browser, origin: string) {
  const { mina: account, listId } = await makeCabinWeekend(origin)
  const visitor = await newUser(browser, origin, 'Visitor')
  for (const [name, path] of [['front', '/'], ['sign-in', '/sign-in'], ['sign-up', '/sign-up']] as const) {
    await visitor.page.goto(path)
    await shoot(visitor.page, name)
  }

  const mina: AppUser = { ...await newUser(browser, origin, 'Mina'), email: account.email, password: account.password }
  await signIn(mina)
  await mina.page.waitForURL(/\/app/)
  await visit(mina, `/app/lists/${listId}`, 'Playlist for the drive')
  await shoot(mina.page, 'list-full')

  await mina.page.getByRole('button', { name: 'Share', exact: true }).click()
  await mina.page.getByRole('button', { name: 'Make an invitation link' }).click()
  await mina.page.getByLabel('Invitation link').waitFor()
  await shoot(mina.page, 'share')
  await mina.page.keyboard.press('Escape')

  await visit(mina, '/app/settings')
  await mina.page.getByText('Everything is saved').waitFor()
  await shoot(mina.page, 'settings')
  await visit(mina, '/app/review')
  await shoot(mina.page, 'review-empty')
  await mina.page.goto('/app')
  await mina.page.getByRole('link', { name: /Reading/ }).first().click()
  await mina.page.getByText('Nothing here yet').waitFor()
  await shoot(mina.page, 'list-empty')

  await visit(mina, `/app/lists/${listId}`, 'Playlist for the drive')
  await mina.context.setOffline(true)
  await mina.page.getByText('Offline', { exact: true }).first().waitFor()
  for (const title of ['Ask the neighbours for the spare key', 'Firewood: two bags, dry this time']) await todo(mina, title).getByRole('checkbox').click()
  await mina.page.getByText('2 edits saved on this device').waitFor()
  await mina.page.getByRole('list', { name: 'Completed todos' }).getByRole('checkbox', { name: /^Firewood/ }).waitFor()
  await shoot(mina.page, 'list-offline')
  await mina.context.setOffline(false)
  await takeOverview(mina)
}

/** The pages over all lists; what was put away and what was deleted. */
async function takeOverview(mina: AppUser) {
  const { page } = mina
  for (const [name, path, text] of [
    ['today', '/app/today', 'Book the ferry for Friday evening'],
    ['upcoming', '/app/upcoming', 'Menu for Saturday'],
    ['assigned', '/app/assigned', 'Book the ferry for Friday evening'],
    ['archive-empty', '/app/archive', 'Nothing is archived'],
    ['trash-empty', '/app/trash', 'The trash is empty'],
  ] as const) {
    await visit(mina, path, text)
    await shoot(page, name)
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.type('the')
  await page.getByRole('option', { name: /Call the chimney sweep/ }).waitFor()
  await shoot(page, 'search')
  await page.keyboard.press('Escape')

  const lists = page.getByRole('complementary', { name: 'Sidebar' })
  await lists.getByRole('link', { name: /Launch plan/ }).click()
  await todo(mina, 'Order stickers').getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: 'Archive list' }).click()
  await page.getByText('To change it, unarchive it.').waitFor()
  await shoot(page, 'list-archived')
  await visit(mina, '/app/archive', 'Launch plan')
  await shoot(page, 'archive')

  await lists.getByRole('link', { name: /Home/ }).click()
  await todo(mina, 'Paint the fence').getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: 'Delete list' }).click()
  await page.getByText('Deleted “Home”', { exact: true }).waitFor()
  await visit(mina, '/app/trash', 'Paint the fence')
  await shoot(page, 'trash')
}

async function visit({ page }: AppUser, path: string, text?: string) {
  await page.goto(path)
  await (text ? page.getByText(text, { exact: true }) : page.locator('h1')).first().waitFor()
}

async function shoot(page: Page, name: string) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${size.width}.png`), animations: 'disabled' })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
