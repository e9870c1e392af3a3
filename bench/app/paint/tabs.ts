import type { Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'

/** How long after a click in one tab, and after the commit of an edit there, another tab has painted it. */
export async function measureTabs(browser: Browser, list: string, { times }: PaintOptions, add: Add): Promise<void> {
  const here = await browser.open(list)
  const there = await browser.open(list)
  await Promise.all([here, there].map(page => page.locator('[data-todo-row]').first().waitFor()))
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    const box = here.getByRole('list', { name: 'Open todos' }).getByRole('checkbox').first()
    const title = await box.getAttribute('aria-label') ?? ''
    await here.evaluate(() => window.meters.arm('click', () => true))
    const painted = whenTicked(there, title)
    // The other tab looks before anything happens.
    await there.evaluate(() => new Promise(requestAnimationFrame))
    await box.click()
    taken.push(await painted - await here.evaluate(() => window.meters.happened()))
    await here.getByRole('list', { name: 'Open todos' }).getByRole('checkbox', { name: title, exact: true }).waitFor({ state: 'detached' })
  }
  add('tick in one tab → painted in another', 'ms', taken)
  add('commit in one tab → painted in another', 'ms', await commits(here, there, times * 2))
  await here.close()
  await there.close()
}

async function commits(here: Page, there: Page, times: number): Promise<number[]> {
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
