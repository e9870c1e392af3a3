import type { AppUser } from './app-user.ts'
import { createList, signUp, syncCard } from './app-user.ts'
import { openPage } from './browser.ts'

/** Signs up, makes a list, and opens it in so many tabs of the same browser. */
export async function withTabs<Tabs extends AppUser[]>(user: AppUser, count: Tabs['length']): Promise<Tabs> {
  await signUp(user)
  await user.page.waitForURL('**/app')
  await createList(user, 'Plans')
  await syncCard(user, 'Synced').waitFor()
  const others = await Promise.all(Array.from({ length: count - 1 }, async () => {
    const tab = { ...user, ...await openPage(user.context) }
    await tab.page.goto('/app')
    await tab.page.getByRole('heading', { level: 1, name: 'Plans' }).waitFor()
    return tab
  }))
  return [user, ...others] as Tabs
}
