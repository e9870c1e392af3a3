import type { World } from './world.ts'
import { anotherDevice, goOnline } from '../../support/app-sharing.ts'
import { newUser, signIn, syncCard, todo } from '../../support/app-user.ts'
import { startGate } from '../../support/gate.ts'
import { lookForVersion, untilKept } from '../../support/offline-copy.ts'
import { desk } from './camera.ts'
import { visitList } from './world.ts'

export async function offline(world: World): Promise<void> {
  const { mina, shoot } = world
  await visitList(world)
  await mina.context.setOffline(true)
  await mina.page.getByText('Offline', { exact: true }).first().waitFor()
  for (const title of ['Ask the neighbours for the spare key', 'Firewood: two bags, dry this time']) await todo(mina, title).getByRole('checkbox').click()
  await mina.page.getByText('2 edits saved on this device').waitFor()
  await mina.page.getByRole('list', { name: 'Completed todos' }).getByRole('checkbox', { name: /^Firewood/ }).waitFor()
  await shoot(mina.page, 'list-offline')
  await syncCard(mina, 'Offline').click()
  await mina.page.getByRole('link', { name: 'Show what waits' }).waitFor()
  await shoot(mina.page, 'sync-details', [desk])
  await mina.page.getByRole('link', { name: 'Show what waits' }).click()
  await mina.page.getByRole('heading', { name: 'Waiting to be sent' }).waitFor()
  await shoot(mina.page, 'waiting')
  await mina.page.getByRole('button', { name: 'Mina' }).click()
  await mina.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await mina.page.getByRole('dialog', { name: 'Sign out and lose edits?' }).waitFor()
  await shoot(mina.page, 'sign-out')
  await mina.page.getByRole('button', { name: 'Stay signed in' }).click()
  await goOnline(mina)
  await syncCard(mina, 'Synced').waitFor()
}

/** A new device: what is on its way, and what is said when it does not come. */
export async function loading(world: World): Promise<void> {
  const { email, password } = world.mina
  const gate = await startGate(world.stack.url)
  const mina = { ...await newUser(world.browser, gate.origin, 'Mina'), email, password }
  await mina.page.setViewportSize(desk)
  gate.answer('/powersync/sync/stream', 'never')
  gate.answer('/api/powersync/credentials', 'never')
  await signIn(mina)
  await mina.page.waitForURL('**/app**')
  await mina.page.locator('h1, h2').first().waitFor()
  await mina.page.getByRole('region', { name: 'First download' }).getByText('Getting your lists').waitFor()
  await world.shoot(mina.page, 'first-sync')
  await mina.page.goto(`/app/lists/${world.listId}`)
  await mina.page.getByRole('region', { name: 'First download' }).getByText('Getting your lists').waitFor()
  await world.shoot(mina.page, 'list-loading')
  await mina.context.close()
  await gate.stop()
}

/** A version that waits for the person's word. */
export async function update(world: World): Promise<void> {
  const gate = await startGate(world.stack.url)
  const mina = await anotherDevice(world.browser, gate.origin, world.mina)
  await mina.page.setViewportSize(desk)
  await visitList(world, mina)
  await untilKept(mina.page)
  await gate.release(script => script)
  await lookForVersion(mina.page)
  await mina.page.getByText('A new version is ready').waitFor()
  await world.shoot(mina.page, 'update')
  await mina.context.close()
  await gate.stop()
}
