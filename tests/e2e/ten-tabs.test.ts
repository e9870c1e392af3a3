import type { Browser, BrowserContext } from 'playwright-core'
import type { AppUser } from '../support/app-user.ts'
import type { Network } from '../torture/network.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { addTodo, newUser, syncCard, todo } from '../support/app-user.ts'
import { costOf } from '../support/browser-cost.ts'
import { launchChromium } from '../support/browser.ts'
import { withTabs } from '../support/tabs.ts'
import { until } from '../support/until.ts'
import { startNetwork } from '../torture/network.ts'

/** `npm run test:browsers` opens ten tabs everywhere. */
const isThorough = process.env.DRIFTLESS_ENGINES !== undefined

interface Place {
  /** What makes the app choose this storage and this way for its tabs to share it. Stands alone: it is sent to the page as text. */
  readonly behaveLike?: () => void
  readonly storesNothing?: boolean
  /** Tabs that share nothing have a connection each. */
  readonly sharesNothing?: boolean
  readonly tabs: number
}

const withoutSharedWorker = () => void Object.defineProperty(window, 'SharedWorker', { value: undefined })

const places: Record<string, Place> = {
  'Chromium and Firefox, in IndexedDB': { tabs: 10 },
  'Android, without a shared worker': { behaveLike: withoutSharedWorker, tabs: isThorough ? 10 : 3 },
  'Safari, in OPFS': { behaveLike: () => void Object.assign(window, { safari: {} }), tabs: isThorough ? 10 : 3 },
  ...isThorough && {
    'a browser that stores nothing, in memory': { storesNothing: true, tabs: 10 },
    // A connection each, and browsers open no more than six to a server without HTTP/2.
    'a browser that stores nothing, without a shared worker': { behaveLike: withoutSharedWorker, storesNothing: true, sharesNothing: true, tabs: 5 },
  },
}

/** What SQLite's worker says of a write for which there is no room. */
const fullStorage = 'Error: transaction aborted'

describe('many tabs of one browser', () => {
  let browser: Browser
  let network: Network
  const sql = postgres(inject('databaseUrl'), { max: 1 })

  beforeAll(async () => {
    browser = await launchChromium()
    network = await startNetwork(inject('origin'))
  })
  afterAll(async () => {
    await browser?.close()
    await network?.stop()
    await sql.end()
  })

  it.each(Object.entries(places))('in %s are one: connection, edits, whoever is closed, signing out', async (name, { behaveLike, storesNothing = false, sharesNothing = false, tabs: count }) => {
    const mina = await newUser(browser, network.origin, 'Mina')
    onTestFinished(() => mina.context.close())
    if (behaveLike) await mina.context.addInitScript(behaveLike)
    if (storesNothing) await storeNothing(mina.context, network.origin)
    const before = await costOf(browser)
    const begun = performance.now()
    const all = await withTabs<AppUser[]>(mina, count)
    const seconds = (performance.now() - begun) / 1_000
    let open = all
    const connections = () => sharesNothing ? open.length : 1
    const connected = () => until(() => network.streams() === connections(), { what: `${connections()} connection(s) to the sync stream for ${open.length} tabs` })
    const shown = (title: string) => Promise.all(open.map(tab => todo(tab, title).waitFor()))
    const close = async (tab: AppUser | undefined) => {
      await tab?.page.close()
      open = open.filter(other => other !== tab)
    }

    await addTodo(mina, 'Written in the first tab')
    await shown('Written in the first tab')
    await connected()
    const { megabytes, seconds: worked } = await costOf(browser)
    console.log(`${count} tabs in ${name}: ${seconds.toFixed(1)} s to open all, ${(worked - before.seconds).toFixed(1)} s of work${
      megabytes === null ? '' : `, ${Math.round((megabytes - (before.megabytes ?? 0)) / count)} MB a tab`}`)

    // The first began to sync, the last was asked last: whichever carries it, another goes on.
    for (const gone of [open.at(0), open.at(-1)]) {
      if (open.length === 1) break
      await close(gone)
      const [tab] = open
      if (!tab) throw new Error('No tab is left')
      const title = `Written in one of ${open.length}`
      await addTodo(tab, title)
      await shown(title)
      await until(async () => (await titles(mina)).includes(title), { what: 'the edit in Postgres' })
      await sql`UPDATE todos SET title = ${`${title}, and renamed elsewhere`} WHERE title = ${title} AND created_by = (SELECT id FROM users WHERE email = ${mina.email})`
      await shown(`${title}, and renamed elsewhere`)
      await connected()
    }

    const [last] = open
    await syncCard(open[0] ?? mina, 'Synced').waitFor()
    // A tab beneath another one is drawn once a second, which whoever clicks there would wait for.
    await last?.page.bringToFront()
    await last?.page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Mina/ }).click()
    await last?.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await Promise.all(open.map(({ page }) => page.waitForURL(`${network.origin}/`)))
    expect(all.flatMap(tab => tab.troubles).filter(trouble => !(storesNothing && trouble === fullStorage))).toEqual([])
  })

  async function titles({ email }: AppUser): Promise<string[]> {
    const rows = await sql<{ title: string }[]>`SELECT t.title FROM todos t JOIN users u ON u.id = t.created_by WHERE u.email = ${email}`
    return rows.map(row => row.title)
  }
})

/** Leaves the origin less room than an empty database takes, for as long as a page of ours is open. */
async function storeNothing(context: BrowserContext, origin: string): Promise<void> {
  const devtools = await context.newCDPSession(await context.newPage())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 })
}
