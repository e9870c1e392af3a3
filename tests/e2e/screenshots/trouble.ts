import type { World } from './world.ts'
import postgres from 'postgres'
import { anotherDevice, goOffline, goOnline, letMember, openReview } from '../../support/app-sharing.ts'
import { addTodo, rename, syncCard, todo } from '../../support/app-user.ts'
import { desk } from './camera.ts'
import { visitList } from './world.ts'

/** Edits that were replaced or refused, and a member who may only look. */
export async function review(world: World): Promise<void> {
  const { mina, shoot } = world
  const jon = await anotherDevice(world.browser, world.stack.url, { ...mina, ...world.jon })
  await jon.page.setViewportSize(desk)
  await visitList(world)
  await visitList(world, jon)
  await goOffline(mina)
  await rename(jon, 'Menu for Saturday', 'Menu for Saturday: chili, cornbread')
  await rename(mina, 'Menu for Saturday', 'Menu for Saturday: fondue')
  await syncCard(jon, 'Synced').waitFor()
  await goOnline(mina)
  await syncCard(mina, 'Synced').waitFor()

  await goOffline(jon)
  await rename(jon, 'Check the forecast and decide about the boat', 'Check the forecast; no boat below 12 °C')
  await addTodo(jon, 'Torch with fresh batteries')
  await letMember(mina, jon, 'Can view')
  await goOnline(jon)
  await syncCard(jon, 'Review').waitFor()
  await todo(jon, 'Check the forecast and decide about the boat').getByRole('link', { name: 'Review' }).waitFor()
  await shoot(jon.page, 'list-viewer')
  await openReview(jon)
  await jon.page.getByRole('article').nth(2).waitFor()
  await shoot(jon.page, 'review')
  await jon.page.getByRole('article').getByRole('button', { name: 'Change it' }).first().click()
  await shoot(jon.page, 'review-change')
  await jon.context.close()
}

/** A session that ended elsewhere. */
export async function signedOut(world: World): Promise<void> {
  const mina = await anotherDevice(world.browser, world.stack.url, world.mina)
  await mina.page.setViewportSize(desk)
  await visitList(world, mina)
  const sql = postgres(world.stack.appUrl, { max: 1 })
  await goOffline(mina)
  await addTodo(mina, 'Written on the plane')
  await sql`DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = ${mina.email})`
  await sql.end()
  await goOnline(mina)
  await syncCard(mina, 'Signed out').waitFor()
  await world.shoot(mina.page, 'signed-out')
  await mina.context.close()
}
