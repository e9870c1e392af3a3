import type { World } from './world.ts'
import { todo } from '../../support/app-user.ts'
import { phone, lookThrough, desk, tablet } from './camera.ts'
import { visit, visitList } from './world.ts'

export async function list(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await world.shoot(page, 'list-full')
  await visit(world.mina, '/app')
  await page.getByRole('link', { name: /Reading/ }).first().click()
  await page.getByText('Nothing here yet').waitFor()
  await world.shoot(page, 'list-empty')
  await page.goto('/app/lists/019aa000-0000-7000-8000-000000000000')
  await page.getByText('This list is not here').waitFor()
  await world.shoot(page, 'list-gone')
}

export async function details(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await todo(world.mina, 'Book the ferry for Friday evening').click({ position: { x: 400, y: 40 } })
  await page.getByRole('complementary', { name: 'Details' }).getByText('Pay with the shared card').waitFor()
  await world.shoot(page, 'details')
  await page.getByRole('button', { name: /^Due:/ }).click()
  await world.shoot(page, 'details-due', [desk])
  await page.keyboard.press('Escape')
  // The camera leaves the page at a desk, where the details stand beside the list again and what was open over the sheet has gone with it.
  for (const size of [tablet, phone]) {
    await lookThrough(page, size)
    await page.getByRole('dialog').getByRole('button', { name: /^Due:/ }).click()
    await world.shoot(page, 'details-due', [size])
  }
}

/** What opens over a list. */
export async function menus(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: /Rename/ }).waitFor()
  await world.shoot(page, 'list-menu')
  await page.keyboard.press('Escape')
  await todo(world.mina, 'Menu for Saturday').hover()
  await todo(world.mina, 'Menu for Saturday').getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).waitFor()
  await world.shoot(page, 'todo-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sort and filter' }).click()
  await page.getByText('Title holds').waitFor()
  await world.shoot(page, 'view-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: 'Icon and colour' }).click()
  await world.shoot(page, 'list-look')
  await page.keyboard.press('Escape')
}

/** A list that is sorted and filtered. */
export async function view(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await choose('Sort', 'Priority')
  await world.shoot(page, 'view-sorted')
  await choose('Label', 'travel')
  await choose('Priority', 'High')
  await world.shoot(page, 'view-filtered')
  await choose('Priority', 'Low')
  await page.getByText('Nothing matches').waitFor()
  await world.shoot(page, 'view-nothing')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await choose('Sort', 'By hand')

  async function choose(field: string, option: string) {
    await page.getByRole('button', { name: /^Sort and filter/ }).click()
    await page.getByRole('combobox', { name: field }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
    await page.getByRole('option').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
  }
}

export async function selection(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  for (const title of ['Firewood: two bags, dry this time', 'Menu for Saturday', 'Playlist for the drive']) {
    await todo(world.mina, title).click({ modifiers: ['ControlOrMeta'], position: { x: 300, y: 12 } })
  }
  await page.getByText('3 selected').waitFor()
  await world.shoot(page, 'selection')
  await page.getByRole('button', { name: 'Due date' }).click()
  await world.shoot(page, 'selection-due')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** Where the system gives the colours: one row is selected, another has the focus. */
export async function contrast(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.emulateMedia({ forcedColors: 'active' })
  await todo(world.mina, 'Firewood: two bags, dry this time').click({ modifiers: ['ControlOrMeta'], position: { x: 300, y: 12 } })
  await todo(world.mina, 'Check the forecast and decide about the boat').focus()
  await page.keyboard.press('ArrowUp')
  await world.shoot(page, 'high-contrast')
  await page.emulateMedia({ forcedColors: 'none' })
  await page.keyboard.press('Escape')
}

export async function share(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Make an invitation link' }).click()
  await page.getByLabel('Invitation link').waitFor()
  await world.shoot(page, 'share')
  await page.keyboard.press('Escape')
}
