import type { Page } from 'playwright-core'
import type { Dice } from '../service/convergence/choice.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { Client } from './client.ts'
import { check, rename, todo } from '../support/app-user.ts'
import { holdWrites } from '../support/page-database.ts'

/** How long the screen may take to show something, in milliseconds. */
const patience = 5_000

/**
 * What hands do, and what the screen answers with before the database has it: from then on it counts as done. With `isHeld` nothing that this tab
 * writes comes to the database any more, until the tab is gone or loaded anew.
 */
export const screenEdits = {
  /** @returns what is shown as added; nothing where nobody may add anything */
  async typeTodo(client: Client, page: Page, dice: Dice, isHeld: boolean): Promise<WrittenText[]> {
    if (!await openList(client, page, dice)) return []
    const title = client.nextText()
    const field = page.getByRole('textbox', { name: 'Add a todo' })
    await field.waitFor({ timeout: patience })
    if (isHeld) await page.evaluate(holdWrites)
    await field.fill(title, { timeout: patience })
    await field.press('Enter', { timeout: patience })
    const row = todo({ page }, title)
    await row.waitFor({ timeout: patience })
    return [written(client, await row.getAttribute('data-todo-row'), title, null)]
  },

  /** @returns what a todo is shown to be called now */
  async renameOnScreen(client: Client, page: Page, dice: Dice, isHeld: boolean): Promise<WrittenText[]> {
    if (!await openList(client, page, dice)) return []
    const boxes = page.getByRole('list', { name: 'Open todos' }).getByRole('checkbox')
    await boxes.first().waitFor({ timeout: patience })
    const last = await boxes.nth(dice.b % await boxes.count()).getAttribute('aria-label', { timeout: patience })
    if (last === null || await check({ page }, last).count() !== 1) return []
    const [id, title] = [await todo({ page }, last).getAttribute('data-todo-row'), client.nextText()]
    if (isHeld) await page.evaluate(holdWrites)
    page.setDefaultTimeout(patience)
    await rename({ ...client.asUser, page }, last, title)
    return [written(client, id, title, last)]
  },
} as const
