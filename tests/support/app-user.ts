import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { openPage } from './browser.ts'

/** A person at a browser of their own: what they do is named after what they see. */
export interface AppUser {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly context: BrowserContext
  readonly page: Page
  /** Errors in the console, exceptions and hydration mismatches so far. */
  readonly troubles: string[]
}

/** Opens a fresh browser profile. The person has no account yet: see `signUp`. */
export async function newUser(browser: Browser, origin: string, name: string): Promise<AppUser> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const { page, troubles } = await openPage(context)
  return { name, email: `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`, password: `long enough ${randomUUID()}`, context, page, troubles }
}

export async function signUp({ page, name, email, password }: AppUser, path = '/sign-up'): Promise<void> {
  await page.goto(path)
  await fillAccount(page, { name, email, password })
  await page.getByRole('button', { name: 'Sign up', exact: true }).click()
}

export async function signIn({ page, email, password }: AppUser): Promise<void> {
  await page.goto('/sign-in')
  await fillAccount(page, { email, password })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function fillAccount(page: Page, { name, email, password }: { name?: string, email: string, password: string }) {
  if (name) await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

export async function createList({ page }: AppUser, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'New list' }).or(page.getByRole('navigation', { name: 'Lists' }).getByRole('button', { name: 'New list' })).first().click()
  const dialog = page.getByRole('dialog', { name: 'New list' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByRole('button', { name: 'Create list' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

export async function addTodo({ page }: AppUser, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Add a todo' }).fill(title)
  await page.getByRole('textbox', { name: 'Add a todo' }).press('Enter')
  await todo({ page }, title).waitFor()
}

/** The todo's row. */
export function todo({ page }: Pick<AppUser, 'page'>, title: string): Locator {
  return page.locator('[data-todo-row]:not([data-leaving])').filter({ has: page.getByRole('checkbox', { name: title, exact: true }) })
}

export function check({ page }: Pick<AppUser, 'page'>, title: string): Locator {
  return page.getByRole('checkbox', { name: title, exact: true })
}

export async function rename(user: AppUser, from: string, to: string): Promise<void> {
  await todo(user, from).getByText(from, { exact: true }).click()
  await user.page.getByLabel('Title', { exact: true }).fill(to)
  await user.page.getByLabel('Title', { exact: true }).press('Enter')
  await todo(user, to).waitFor()
}

/** Titles of the open todos in the order in which they are shown. */
export function openTitles({ page }: Pick<AppUser, 'page'>): Promise<string[]> {
  return page.getByRole('list', { name: 'Open todos' }).getByRole('checkbox').evaluateAll(boxes => boxes.map(box => box.getAttribute('aria-label') ?? ''))
}

/** Makes an invitation link for the open list. */
export async function invitationLink({ page }: AppUser): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Share/ })
  await dialog.getByRole('button', { name: 'Make an invitation link' }).click()
  const link = await dialog.getByLabel('Invitation link').inputValue()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return link
}

/** The card at the foot of the sidebar is headed so. */
export function syncCard({ page }: Pick<AppUser, 'page'>, title: string | RegExp): Locator {
  return page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button').filter({ has: page.getByText(title, { exact: true }) })
}
