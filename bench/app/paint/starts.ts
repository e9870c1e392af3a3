import type { Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'
import { until } from '../../../tests/support/until.ts'
import { shortList } from './seed.ts'

/** The first visit of a browser: until the first todos are there, and until all are. */
export async function measureCold(browser: Browser, list: string, { todos }: PaintOptions, add: Add): Promise<void> {
  const page = await browser.open(list)
  add('cold start → first todos', 'ms', [await firstRows(page)])
  await until(async () => await countTodos(page) >= todos, { what: 'all todos to be synced', within: 180_000, every: 100 })
  add('cold start → everything synced', 'ms', [await page.evaluate(() => performance.now())])
  await page.close()
}

/** A later visit: until the last list's rows are painted, and until the database behind them answers. */
export async function measureWarm(browser: Browser, list: string, { times }: PaintOptions, add: Add): Promise<void> {
  const contents: number[] = []
  const answers: number[] = []
  while (contents.length < times * 2) {
    const page = await browser.open(list)
    let isCrashed = false
    page.once('crash', () => { isCrashed = true })
    try {
      const content = await firstRows(page)
      await countTodos(page)
      answers.push(await page.evaluate(() => performance.now()))
      contents.push(content)
      await page.getByRole('navigation', { name: 'Lists' }).getByText(shortList.name).waitFor()
    }
    catch (error) {
      // Chromium's own: see `openAgain` in tests/support/browser.ts. Such a start is made again.
      if (!isCrashed) throw error
    }
    await page.close()
  }
  add('warm start → content', 'ms', contents)
  add('warm start → database answers', 'ms', answers)
}

function firstRows(page: Page): Promise<number> {
  return page.evaluate(() => window.meters.sinceStart(() => document.querySelector('[data-todo-row]') !== null))
}

async function countTodos(page: Page): Promise<number> {
  return await page.evaluate(async () => (await window.localDatabase().get<{ n: number }>('SELECT count(*) AS n FROM todos')).n)
}
