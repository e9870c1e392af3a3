import type { Environment } from './environment.ts'
import type { Results } from './results.ts'
import type { Storage } from './paint/browser.ts'
import { openBrowser } from './paint/browser.ts'
import { measureHands } from './paint/hands.ts'
import { measureQuestions } from './paint/questions.ts'
import { measureScrolling } from './paint/scrolling.ts'
import { seed } from './paint/seed.ts'
import { measureCold, measureWarm } from './paint/starts.ts'
import { measureStorage } from './paint/storage.ts'
import { measureTabs } from './paint/tabs.ts'

export interface PaintOptions {
  /** How many todos the person has. */
  readonly todos: number
  readonly vfs: Storage
  /** How often each short measure is taken. */
  readonly times: number
  /** Rows that arrive while others are read. */
  readonly arriving: number
}

export type Add = (name: string, unit: string, runs: readonly number[]) => void

/**
 * What a person feels of one browser with so many todos in one kind of storage.
 *
 * @param parts `paint` (starts, hands, scrolling, on the long list), `storage` (questions, reads and writes below the page), `tabs` (an edit in another tab)
 */
export async function measurePaint(
  environment: Environment, results: Results, options: PaintOptions, parts: { paint: boolean, storage: boolean, tabs: boolean },
): Promise<void> {
  const person = await environment.person()
  const lists = await seed(environment.sql, person, options.todos)
  const browser = await openBrowser(environment.origin, person, options.vfs)
  const add: Add = (name, unit, runs) => results.add(`${name} (${options.todos.toLocaleString('en')} todos, ${options.vfs})`, unit, 'less', runs)
  try {
    await measureCold(browser, parts.paint ? lists.long : lists.short, options, add)
    if (parts.storage) {
      await measureQuestions(browser, lists.short, person, options, add)
      await measureStorage(browser, lists.short, environment, person, options, add)
    }
    if (parts.paint) {
      await measureWarm(browser, lists.long, options, add)
      await measureHands(browser, lists.long, options, add)
      await measureScrolling(browser, lists.long, add)
    }
    // Last: it renames what the others look for.
    if (parts.tabs && options.vfs !== 'AccessHandlePoolVFS') await measureTabs(browser, lists, options, add)
  }
  finally {
    await browser.close()
  }
}
