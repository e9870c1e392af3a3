import type { World } from './world.ts'
import { newcomer, visit } from './world.ts'

/** The settings from their top to their foot. */
export async function settings(world: World): Promise<void> {
  const { page } = world.mina
  await visit(world.mina, '/app/settings')
  await page.getByText('Everything is saved').waitFor()
  await page.getByText('In use now').waitFor()
  await world.shoot(page, 'settings')
  await page.getByRole('heading', { name: 'Your data' }).evaluate(heading => heading.scrollIntoView())
  await world.shoot(page, 'settings-below')
  await page.getByRole('button', { name: 'Delete account…' }).click()
  await page.getByRole('dialog', { name: 'Delete your account?' }).waitFor()
  await world.shoot(page, 'account-delete')
  await page.keyboard.press('Escape')
}

export async function diagnostics(world: World): Promise<void> {
  const { page } = world.mina
  await visit(world.mina, '/app/diagnostics')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByText(/^\s*All is well/).waitFor()
  await page.locator('[data-scroller]').evaluate(scroller => scroller.scrollTo(0, 0))
  await world.shoot(page, 'diagnostics')
}

export async function transfer(world: World): Promise<void> {
  const { page } = world.mina
  await visit(world.mina, '/app/settings')
  await page.getByText('In use now').waitFor()
  await page.getByRole('button', { name: 'Import…' }).click()
  await page.getByRole('dialog', { name: 'Import lists' }).waitFor()
  await world.shoot(page, 'import')
  await page.locator('input[type=file]').setInputFiles({ name: 'todo.txt', mimeType: 'text/plain', buffer: Buffer.from(todoTxt) })
  await page.getByText('What would be added').waitFor()
  await world.shoot(page, 'import-preview')
  await page.keyboard.press('Escape')
}

const todoTxt = `(A) Ask for a second key +Cabin due:2026-11-27 @travel
Bring the board games +Cabin
Sweep the chimney +Home due:soon
x 2026-11-02 Pay the deposit +Cabin
(D) Sharpen the axe +Home
`

/** A browser that keeps nothing. */
export async function storage(world: World): Promise<void> {
  const { page, context } = await newcomer(world)
  const devtools = await context.newCDPSession(page)
  // Less than an empty database takes.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: world.stack.url, quotaSize: 1_000 })
  await visit({ page }, '/app', 'Make your first list')
  await page.getByText(/^This browser stores nothing here/).first().waitFor()
  await world.shoot(page, 'no-storage')
  await context.close()
}
