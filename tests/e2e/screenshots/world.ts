import type { Browser } from 'playwright-core'
import type { CabinWeekend } from '../../support/cabin-weekend.ts'
import type { AppUser } from '../../support/app-user.ts'
import type { Stack } from '../../support/stack.ts'
import type { Camera } from './camera.ts'
import { anotherDevice } from '../../support/app-sharing.ts'
import { newUser, syncCard } from '../../support/app-user.ts'
import { makeCabinWeekend } from '../../support/cabin-weekend.ts'
import { desk } from './camera.ts'
import { addChecklists } from './checklists.ts'

/** Who and what the pictures show. */
export interface World extends Pick<CabinWeekend, 'jon' | 'listId'> {
  readonly browser: Browser
  readonly stack: Stack
  readonly shoot: Camera
  /** Signed in, with lists of her own and one that she shares with Jon and Ada. */
  readonly mina: AppUser
}

export async function openWorld(browser: Browser, stack: Stack, shoot: Camera): Promise<World> {
  const weekend = await makeCabinWeekend(stack.url)
  await addChecklists(weekend, stack.appUrl)
  const { jon, listId, mina: { email, password } } = weekend
  const mina = await anotherDevice(browser, stack.url, { ...await newUser(browser, stack.url, 'Mina'), email, password })
  await mina.page.setViewportSize(desk)
  return { browser, stack, shoot, jon, listId, mina }
}

/** Somebody who was never here: a browser with nothing in it. */
export async function newcomer({ browser, stack }: World, name = 'Visitor'): Promise<AppUser> {
  const person = await newUser(browser, stack.url, name)
  await person.page.setViewportSize(desk)
  return person
}

/** Opens the address and waits for the text; without one, for the page's heading. */
export async function visit({ page }: Pick<AppUser, 'page'>, path: string, text?: string): Promise<void> {
  await page.goto(path)
  await (text ? page.getByText(text, { exact: true }) : page.locator('h1')).first().waitFor()
}

/** The shared list, with everything saved. */
export async function visitList(world: World, user: Pick<AppUser, 'page'> = world.mina): Promise<void> {
  await visit(user, `/app/lists/${world.listId}`, 'Playlist for the drive')
  await syncCard(user, /^(Synced|Review)/).waitFor()
}
