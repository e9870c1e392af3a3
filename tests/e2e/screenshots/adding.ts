import type { World } from './world.ts'
import { syncCard, todo } from '../../support/app-user.ts'
import { desk, lookThrough, phone } from './camera.ts'
import { visit, visitList } from './world.ts'

/** Words that become fields, before Enter. */
export async function quickAdd(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.getByRole('textbox', { name: 'Add a todo' }).fill('Bring the big cooler friday !1 #shopping @jon')
  await page.getByText('@Jon').or(page.getByRole('button', { name: /^Keep “@jon/i })).first().waitFor()
  await world.shoot(page, 'quick-add')
  await page.getByRole('textbox', { name: 'Add a todo' }).fill('')
}

export async function inbox(world: World): Promise<void> {
  const { page } = world.mina
  await visit(world.mina, '/app/inbox', 'Inbox')
  await page.getByText('Nothing here yet').waitFor()
  await world.shoot(page, 'inbox-empty')
  for (const title of ['Ask Ada about the canoe', 'Renew the library card', 'Photos of the fence for the insurance']) {
    await page.getByRole('textbox', { name: 'Add a todo' }).fill(title)
    await page.keyboard.press('Enter')
    await todo(world.mina, title).waitFor()
  }
  await page.getByRole('main').getByText('3 open').waitFor()
  await syncCard(world.mina, 'Synced').waitFor()
  await world.shoot(page, 'inbox')
}

/** What opens over everything. */
export async function palette(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await world.shoot(page, 'palette')
  await page.keyboard.type('the')
  await page.getByRole('option', { name: /Call the chimney sweep/ }).waitFor()
  await world.shoot(page, 'search')
  await page.keyboard.type('qzx')
  await page.getByRole('option', { name: /^Add “theqzx”/ }).waitFor()
  await world.shoot(page, 'search-nothing')
  await page.keyboard.press('Escape')
}

export async function find(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.keyboard.press('/')
  await page.getByRole('textbox', { name: 'Find in this list' }).fill('for')
  await page.getByRole('search').getByText(/^\s*1 of \d\s*$/).waitFor()
  await world.shoot(page, 'find')
  await page.keyboard.press('Escape')
}

export async function shortcuts(world: World): Promise<void> {
  const { page } = world.mina
  await visitList(world)
  await page.locator('h1').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await world.shoot(page, 'shortcuts')
  await page.keyboard.press('Escape')
}

export async function anywhere(world: World): Promise<void> {
  const { page } = world.mina
  await visit(world.mina, '/app/settings')
  await lookThrough(page, phone)
  await page.getByRole('navigation', { name: 'Tabs' }).getByRole('button', { name: 'New todo' }).click()
  await page.getByRole('dialog', { name: 'New todo' }).getByRole('textbox').fill('Call Jon friday !1 #home')
  await world.shoot(page, 'new-todo')
  await page.keyboard.press('Escape')
  await lookThrough(page, phone)
  await page.getByRole('navigation', { name: 'Tabs' }).getByRole('button', { name: 'Lists' }).click()
  await page.getByRole('dialog').getByText('Launch plan').waitFor()
  await world.shoot(page, 'phone-lists', [phone])
  await page.keyboard.press('Escape')
  await lookThrough(page, phone)
  await page.getByRole('navigation', { name: 'Tabs' }).getByRole('button', { name: /Synced/ }).click()
  await page.getByRole('dialog').waitFor()
  await world.shoot(page, 'phone-sync', [phone])
  await page.keyboard.press('Escape')
  await lookThrough(page, desk)
}
