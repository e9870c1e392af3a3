import type { Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Environment } from '../environment.ts'
import type { Person } from '../../../tests/support/person.ts'
import type { Browser } from './browser.ts'
import { fill, makeList } from './seed.ts'

/** What the app waits for in its storage: a write, a read, and a read while many rows sync in. On a page with a short list, so that drawing takes no part. */
export async function measureStorage(
  browser: Browser, list: string, { sql }: Environment, person: Person, { arriving, times }: PaintOptions, add: Add,
): Promise<void> {
  const page = await browser.open(list)
  await page.locator('[data-todo-row]').first().waitFor()
  add('one write', 'ms', await writes(page, times * 4))
  add('one read', 'ms', await reads(page, times * 10))
  const listId = await makeList(person, 'Arriving')
  const arrival = readsWhileArriving(page, listId, arriving)
  await fill(sql, { listId, personId: person.id, word: 'Arriving', todos: arriving })
  const { taken, all } = await arrival
  const rows = `${arriving.toLocaleString('en')} rows sync in`
  add(`read while ${rows}`, 'ms', taken)
  add(`read while ${rows}, the longest`, 'ms', [Math.max(...taken)])
  add(rows, 'ms', [all])
  await page.close()
}

/** An edit as the app makes it: a transaction of one row. */
function writes(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const database = window.localDatabase()
    const { id } = await database.get<{ id: string }>('SELECT id FROM todos LIMIT 1')
    const taken: number[] = []
    for (let at = 0; at < count; at++) {
      const begun = performance.now()
      await database.writeTransaction(tx => tx.execute('UPDATE todos SET priority = ? WHERE id = ?', [at % 4, id]))
      taken.push(performance.now() - begun)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    return taken
  }, times)
}

function reads(page: Page, times: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const database = window.localDatabase()
    const taken: number[] = []
    for (let at = 0; at < count; at++) {
      const begun = performance.now()
      await database.getAll('SELECT id, title, completed_at FROM todos ORDER BY id LIMIT 50 OFFSET ?', [at])
      taken.push(performance.now() - begun)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    return taken
  }, times)
}

/** One small read after the other, until the rows are there. */
function readsWhileArriving(page: Page, listId: string, rows: number): Promise<{ taken: number[], all: number }> {
  return page.evaluate(async ([list, expected]) => {
    const database = window.localDatabase()
    const taken: number[] = []
    const begun = performance.now()
    for (;;) {
      const asked = performance.now()
      const here = await database.getAll('SELECT id FROM todos WHERE list_id = ? ORDER BY position LIMIT 50', [list])
      taken.push(performance.now() - asked)
      // Rows of one checkpoint come all at once.
      if (here.length >= Math.min(50, expected)) return { taken, all: performance.now() - begun }
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }, [listId, rows] as const)
}
