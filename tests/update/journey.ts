import type { Browser, Page } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Gate } from '../support/gate.ts'
import { anotherDevice } from '../support/app-sharing.ts'
import { addTodo, check, createList, newUser, rename, signUp, syncCard, todo } from '../support/app-user.ts'
import { openPage } from '../support/browser.ts'
import { buildOf, lookForVersion, untilKept } from '../support/offline-copy.ts'
import { exposeDatabase } from '../support/page-database.ts'
import { until } from '../support/until.ts'

const upload = '/api/powersync/upload'

/** A person with three tabs on one device, and another device that is away while the new version comes. */
export interface Travellers {
  readonly mina: AppUser
  readonly tabs: readonly AppUser[]
  readonly phone: AppUser
  /** The path of the list that all of them look at. */
  readonly list: string
  /** The build that they are of. */
  readonly build: string
}

export async function settleIn(browser: Browser, gate: Gate): Promise<Travellers> {
  const mina = await newUser(browser, gate.origin, 'Mina')
  await mina.context.addInitScript(exposeDatabase)
  await signUp(mina)
  await mina.page.waitForURL('**/app')
  await createList(mina, 'Cabin weekend')
  for (const title of ['Book the ferry', 'Firewood', 'Old maps']) await addTodo(mina, title)
  await syncCard(mina, 'Synced').waitFor()
  await untilKept(mina.page)
  const list = new URL(mina.page.url()).pathname
  const tabs = [mina]
  while (tabs.length < 3) {
    const tab = { ...mina, ...await openPage(mina.context) }
    await tab.page.goto(list)
    await todo(tab, 'Book the ferry').waitFor()
    tabs.push(tab)
  }
  const phone = await anotherDevice(browser, gate.origin, mina)
  await untilKept(phone.page)
  await phone.page.goto(list)
  await todo(phone, 'Book the ferry').waitFor()
  return { mina, tabs, phone, list, build: await buildOf(mina.page) }
}

/** What each of them does while no server answers. */
export async function editAlone({ mina, tabs, phone }: Travellers): Promise<void> {
  const [, second] = tabs
  await phone.context.setOffline(true)
  await addTodo(phone, 'Phone charger')
  await rename(mina, 'Firewood', 'Dry firewood')
  await addTodo(mina, 'Spare key')
  if (second) await check(second, 'Old maps').click()
  await until(async () => await queuedIn(mina.page) >= 3, { what: 'three edits in the queue' })
}

/** The new version is offered in every tab; one word takes all of them to it. */
export async function update({ mina, tabs, build, list }: Travellers, gate: Gate): Promise<string> {
  gate.answer(upload, { status: 503, body: '{}', type: 'application/json' })
  await until(async () => await lookForVersion(mina.page) === 'asked', { what: 'the server to have a service worker' })
  await Promise.all(tabs.map(tab => tab.page.getByRole('status').getByText('A new version is ready').waitFor()))
  await mina.page.getByRole('button', { name: 'Update' }).click()
  for (const tab of tabs) {
    await until(async () => await buildOf(tab.page).catch(() => build) !== build, { what: 'the tab to be of the new version' })
    await tab.page.waitForURL(`**${list}`)
    await Promise.all(['Spare key', 'Dry firewood', 'Book the ferry'].map(title => todo(tab, title).waitFor()))
  }
  const builds = new Set(await Promise.all(tabs.map(tab => buildOf(tab.page))))
  if (builds.size !== 1) throw new Error(`The tabs are of ${[...builds].join(', ')}`)
  const [next = ''] = builds
  return next
}

/** Sends what waited; then the new version's code is used, and the other device comes back. */
export async function goOn({ mina, tabs, phone, build }: Travellers, gate: Gate): Promise<void> {
  const waited = await queuedIn(mina.page)
  if (waited < 3) throw new Error(`Three edits waited, now ${waited}`)
  gate.answer(upload, undefined)
  await syncCard(mina, 'Synced').waitFor()
  await addTodo(mina, 'Written by the new version')
  await Promise.all(tabs.map(tab => todo(tab, 'Written by the new version').waitFor()))
  // The other device was shut meanwhile: it opens from what it kept of the old version, offline, and then meets the new server.
  await phone.page.reload()
  await todo(phone, 'Phone charger').waitFor()
  if (await buildOf(phone.page) !== build) throw new Error('A device without a network cannot have the new version')
  await phone.context.setOffline(false)
  await todo(phone, 'Written by the new version').waitFor()
  await phone.page.reload()
  await until(async () => await buildOf(phone.page).catch(() => build) !== build, { what: 'the other device to be of the new version' })
  await syncCard(phone, 'Synced').waitFor()
}

export function columnsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => (await window.localDatabase().getAll<{ name: string }>('SELECT name FROM pragma_table_info(\'todos\')')).map(column => column.name))
}

function queuedIn(page: Page): Promise<number> {
  return page.evaluate(async () => (await window.localDatabase().get<{ n: number }>('SELECT count(*) AS n FROM ps_crud')).n)
}
