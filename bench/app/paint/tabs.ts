import type { Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'

/** How long after a click in one tab another tab has painted what it did, and this one the row in its new place. */
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
  await here.close()
  await there.close()
}

function whenTicked(page: Page, title: string): Promise<number> {
  return page.evaluate(label => window.meters.paintedAt(() =>
    document.querySelector(`[role=checkbox][aria-label="${CSS.escape(label)}"]`)?.getAttribute('aria-checked') !== 'false'), title)
}
