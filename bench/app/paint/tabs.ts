import type { Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'
import type { Seeded } from './seed.ts'
import { syncCard } from '../../../tests/support/app-user.ts'
import { openAgain } from '../../../tests/support/browser.ts'

/** How many tabs people have open at the most. */
const many = 10

/**
 * How long after a click in one tab, and after the commit of the edit that it makes, another tab has painted it: in a short list and in the long one. Then
 * the same for an edit that is not told to the other tab, as those that come by sync; and for the last of ten tabs.
 */
export async function measureTabs(browser: Browser, lists: Seeded, { times }: PaintOptions, add: Add): Promise<void> {
  const opener = await browser.open(lists.short)
  for (const [path, name] of [[lists.short, ''], [lists.long, ', long list']] as const) {
    const [here, there] = [await openTab(opener, path), await openTab(opener, path)]
    const ticks = await measureTicks(here, [there], times)
    add(`tick in one tab → painted in another${name}`, 'ms', ticks.sinceClick)
    add(`commit of a tick in one tab → painted in another${name}`, 'ms', ticks.sinceCommit)
    add(`commit in one tab → read and painted in another${name}`, 'ms', await measureCommits(here, there, times))
    await Promise.all([here.close(), there.close()])
  }
  const here = await openTab(opener, lists.short)
  const others: Page[] = []
  while (others.length < many - 1) others.push(await openTab(opener, lists.short))
  add(`commit of a tick in one of ${many} tabs → painted in all`, 'ms', (await measureTicks(here, others, times)).sinceCommit)
  await Promise.all([opener, here, ...others].map(page => page.close()))
}

/** In a window of its own: a tab beneath another one is not painted. */
async function openTab(opener: Page, path: string): Promise<Page> {
  const { page } = await openAgain(opener.context(), path, async () => {
    const opened = opener.context().waitForEvent('page')
    await opener.evaluate(() => void window.open('about:blank', '_blank', 'popup,noopener,width=1280,height=800'))
    return await opened
  })
  await page.locator('[data-todo-row]').first().waitFor({ timeout: 120_000 })
  return page
}

async function measureTicks(here: Page, others: readonly Page[], times: number): Promise<{ sinceClick: number[], sinceCommit: number[] }> {
  const [sinceClick, sinceCommit, ticked]: [number[], number[], string[]] = [[], [], []]
  for (let time = 0; time < times; time++) {
    // The checkpoint of the last tick is a commit of todos, too.
    await syncCard({ page: here }, 'Synced').waitFor()
    const box = here.getByRole('list', { name: 'Open todos' }).getByRole('checkbox').first()
    const title = await box.getAttribute('aria-label') ?? ''
    await here.evaluate(() => window.meters.arm('click', () => true))
    const painted = others.map(page => whenTicked(page, title))
    // The other tabs look before anything happens.
    await Promise.all(others.map(page => page.evaluate(() => new Promise(requestAnimationFrame))))
    const committed = whenCommitted(here)
    await box.click()
    const end = Math.max(...await Promise.all(painted))
    sinceClick.push(end - await here.evaluate(() => window.meters.happened()))
    sinceCommit.push(end - await committed)
    for (const page of [here, ...others]) await page.getByRole('list', { name: 'Open todos' }).getByRole('checkbox', { name: title, exact: true }).waitFor({ state: 'detached' })
    ticked.push(title)
  }
  // The next measure finds the list as it was.
  await here.evaluate(titles => window.localDatabase().execute(
    'UPDATE todos SET completed_at = NULL, completed_by = NULL WHERE title IN (SELECT value FROM json_each(?))', [JSON.stringify(titles)],
  ).then(() => undefined), ticked)
  return { sinceClick, sinceCommit }
}

/** What the database tells of its next commit of todos comes a moment before the write's promise resolves. */
function whenCommitted(page: Page): Promise<number> {
  return page.evaluate(() => new Promise((resolve) => {
    const stop = window.localDatabase().database.registerListener({
      tablesUpdated({ tables }) {
        if (!tables.includes('ps_data__todos')) return
        stop()
        resolve(performance.timeOrigin + performance.now())
      },
    })
  }))
}

async function measureCommits(here: Page, there: Page, times: number): Promise<number[]> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const title = `Renamed for the ${time + 1}. time`
    const painted = there.evaluate(label => window.meters.paintedAt(() => document.querySelector(`[role=checkbox][aria-label="${label}"]`) !== null), title)
    await there.evaluate(() => new Promise(requestAnimationFrame))
    const committed = await here.evaluate(async (name) => {
      const id = document.querySelector('[data-todo-row]')?.getAttribute('data-todo-row')
      await window.localDatabase().execute('UPDATE todos SET title = ? WHERE id = ?', [name, id])
      return performance.timeOrigin + performance.now()
    }, title)
    taken.push(await painted - committed)
  }
  return taken
}

function whenTicked(page: Page, title: string): Promise<number> {
  return page.evaluate(label => window.meters.paintedAt(() =>
    // A row that is on its way out stays as it was until it is gone.
    document.querySelector(`[data-todo-row]:not([data-leaving]) [role=checkbox][aria-label="${CSS.escape(label)}"]`)?.getAttribute('aria-checked') !== 'false'), title)
}
