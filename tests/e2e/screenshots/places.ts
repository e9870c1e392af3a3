import type { World } from './world.ts'
import { todo } from '../../support/app-user.ts'
import { newcomer, visit } from './world.ts'
import { enter } from '../../support/app-sharing.ts'

/** The pages over all lists. */
export async function agenda(world: World): Promise<void> {
  const { page } = world.mina
  for (const name of ['today', 'upcoming', 'assigned']) {
    await visit(world.mina, `/app/${name}`, name === 'upcoming' ? 'Menu for Saturday' : 'Book the ferry for Friday evening')
    await world.shoot(page, name)
  }
  await todo(world.mina, 'Book the ferry for Friday evening').click({ position: { x: 400, y: 40 } })
  await page.getByRole('link', { name: 'Open Cabin weekend' }).waitFor()
  await world.shoot(page, 'assigned-details')
}

/** Somebody whose account is new. */
export async function empty(world: World): Promise<void> {
  const ada = await enter(await newcomer(world, 'Ada'))
  for (const [name, text] of [
    ['today', 'Nothing due today'], ['upcoming', 'Nothing planned'], ['assigned', 'Nothing is assigned to you'],
    ['archive', 'Nothing is archived'], ['trash', 'The trash is empty'], ['review', 'Nothing to review'], ['waiting', 'Nothing waits'],
  ] as const) {
    await visit(ada, `/app/${name}`, text)
    await world.shoot(ada.page, `${name}-empty`)
  }
  await ada.context.close()
}

/** What was put away and what was deleted. */
export async function putAway(world: World): Promise<void> {
  const { page } = world.mina
  const lists = page.getByRole('complementary', { name: 'Sidebar' })
  await visit(world.mina, '/app/today')
  await lists.getByRole('link', { name: /Launch plan/ }).click()
  await todo(world.mina, 'Order stickers').getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByText('Deleted “Order stickers”', { exact: true }).waitFor()
  await world.shoot(page, 'undo')
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: 'Archive list' }).click()
  await page.getByText('To change it, unarchive it.').waitFor()
  await world.shoot(page, 'list-archived')
  await visit(world.mina, '/app/archive', 'Launch plan')
  await world.shoot(page, 'archive')

  await lists.getByRole('link', { name: /Home/ }).click()
  await todo(world.mina, 'Paint the fence').getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: 'More for this list' }).click()
  await page.getByRole('menuitem', { name: 'Delete list' }).click()
  await page.getByText('Deleted “Home”', { exact: true }).waitFor()
  await visit(world.mina, '/app/trash', 'Paint the fence')
  await world.shoot(page, 'trash')
}
