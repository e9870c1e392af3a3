import type { World } from './world.ts'
import { invitationLink } from '../../support/app-user.ts'
import { newcomer, visit, visitList } from './world.ts'

/** Pages of somebody who is not signed in. */
export async function front(world: World): Promise<void> {
  const { page, context } = await newcomer(world)
  for (const path of ['/', '/sign-in', '/sign-up', '/forgot-password', '/reset-password?token=any']) {
    await visit({ page }, path)
    await world.shoot(page, path.slice(1).split('?')[0] || 'front')
  }
  await page.goto('/app/no-such-page')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await world.shoot(page, 'not-found')
  await context.close()
}

export async function signInProblems(world: World): Promise<void> {
  const { page, context } = await newcomer(world)
  await visit({ page }, '/sign-up')
  await page.getByLabel('Name', { exact: true }).fill('Mina')
  await page.getByLabel('Email', { exact: true }).fill('mina@example.com')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Sign up', exact: true }).click()
  await page.getByText(/^Use at least/).waitFor()
  await world.shoot(page, 'sign-up-problem')
  await visit({ page }, '/sign-in')
  await page.getByLabel('Email', { exact: true }).fill(world.mina.email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.locator('form [role=alert], form .text-danger').first().waitFor()
  await world.shoot(page, 'sign-in-problem')
  await context.close()
}

export async function invitation(world: World): Promise<void> {
  await visitList(world)
  const link = await invitationLink(world.mina)
  const { page, context } = await newcomer(world)
  await visit({ page }, new URL(link).pathname)
  await page.getByRole('heading', { name: /invites you/ }).waitFor()
  await world.shoot(page, 'invitation')
  await visit({ page }, '/invite/no-such-token')
  await page.getByRole('heading', { name: 'This invitation does not work' }).waitFor()
  await world.shoot(page, 'invitation-problem')
  await context.close()
}

/** Somebody without an account, on this device alone. */
export async function guest(world: World): Promise<void> {
  const { page, context } = await newcomer(world)
  await visit({ page }, '/app', 'Make your first list')
  await world.shoot(page, 'guest-empty')
  await page.getByRole('main').getByRole('button', { name: 'New list' }).click()
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Groceries')
  await world.shoot(page, 'new-list')
  await page.getByRole('dialog').getByRole('button', { name: 'Create list' }).click()
  await page.getByRole('heading', { level: 1, name: 'Groceries' }).waitFor()
  for (const title of ['Coffee', 'Oat milk', 'Rye bread']) {
    await page.getByRole('textbox', { name: 'Add a todo' }).fill(title)
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: title }).waitFor()
  }
  await page.getByRole('main').getByText('3 open').waitFor()
  await page.getByText('On this device', { exact: true }).first().waitFor()
  await world.shoot(page, 'guest')
  await visit({ page }, '/app/settings')
  await world.shoot(page, 'guest-settings')
  await context.close()
}
