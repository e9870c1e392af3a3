import type { Browser, Locator, Page } from 'playwright-core'
import type { AppUser } from './app-user.ts'
import { createList, invitationLink, newUser, signIn, signUp, syncCard } from './app-user.ts'

/** Signs the person up and waits until the app is there. */
export async function enter(user: AppUser): Promise<AppUser> {
  await signUp(user)
  await user.page.waitForURL('**/app')
  return user
}

/** Makes a list that two people share, and leaves both looking at it. */
export async function shareNewList(owner: AppUser, member: AppUser, name: string): Promise<void> {
  await createList(owner, name)
  await syncCard(owner, 'Synced').waitFor()
  await member.page.goto(await invitationLink(owner))
  await member.page.getByRole('button', { name: `Join as ${member.name}` }).click()
  await member.page.getByRole('heading', { level: 1, name }).waitFor()
  await owner.page.getByText('shared with 1').waitFor()
}

/** A second browser of the same person, signed in. */
export async function anotherDevice(browser: Browser, origin: string, user: AppUser): Promise<AppUser> {
  const { email, password } = user
  const device = { ...await newUser(browser, origin, user.name), email, password }
  await signIn(device)
  await device.page.waitForURL('**/app/**')
  await syncCard(device, /^(Synced|Review)/).waitFor()
  return device
}

/** In the share dialog of the open list, as its owner. */
export async function letMember(owner: AppUser, member: AppUser, may: 'Can edit' | 'Can view'): Promise<void> {
  await inShareDialog(owner.page, async (dialog) => {
    await dialog.getByRole('combobox', { name: `What ${member.name} may do` }).click()
    await owner.page.getByRole('option', { name: may }).click()
    await owner.page.getByRole('option').first().waitFor({ state: 'detached' })
  })
  await syncCard(owner, 'Synced').waitFor()
}

/** In the share dialog of the open list, as its owner. */
export async function removeFromList(owner: AppUser, member: AppUser): Promise<void> {
  await inShareDialog(owner.page, async (dialog) => {
    await dialog.getByRole('button', { name: `Remove ${member.name}` }).click()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  })
  await syncCard(owner, 'Synced').waitFor()
}

async function inShareDialog(page: Page, act: (dialog: Locator) => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Share/ })
  await act(dialog)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

export async function goOffline(user: AppUser): Promise<void> {
  await user.context.setOffline(true)
  await syncCard(user, 'Offline').waitFor()
}

export async function goOnline(user: AppUser): Promise<void> {
  await user.context.setOffline(false)
}

/** Opens the page where edits wait for a decision, by the way that the sidebar offers. */
export async function openReview({ page }: AppUser): Promise<void> {
  await page.getByRole('complementary', { name: 'Sidebar' }).getByRole('link', { name: /Needs review/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Needs review' }).waitFor()
}

/** What waits for a decision about something of this name. */
export function reviewCard({ page }: Pick<AppUser, 'page'>, title: string): Locator {
  return page.getByRole('article', { name: title, exact: true })
}

/** What the console said, but for the answers that a flow is about: the browser itself reports each as a failed resource. */
export function troublesBut(users: readonly AppUser[], expected?: RegExp): string[] {
  return users.flatMap(user => user.troubles.filter(text => !expected?.test(text)))
}
