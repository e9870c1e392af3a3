import type { Locator, Page } from 'playwright-core'
import type { Dice } from '../service/convergence/choice.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { Client } from './client.ts'
import { todo } from '../support/app-user.ts'
import { holdWrites } from '../support/page-database.ts'

/** How long the screen may take to show something, in milliseconds. */
const soon = { timeout: 5_000 }

/**
 * What hands do, and what the screen answers with before the database has it: from then on it counts as done. With `isHeld` nothing that this tab
 * writes comes to the database any more, until the tab is gone or loaded anew.
 *
 * @returns what is shown; nothing where nobody may edit anything
 */
export const screenEdits = {
  async typeTodo(client: Client, page: Page, { a }: Dice, isHeld: boolean): Promise<WrittenText[]> {
    if (!await client.openEditableList(page, a)) return []
    const title = client.nextText()
    const field = page.getByRole('textbox', { name: 'Add a todo' })
    await field.waitFor(soon)
    if (isHeld) await page.evaluate(holdWrites)
    await field.fill(title, soon)
    await field.press('Enter', soon)
    return [written(client, await todo({ page }, title).getAttribute('data-todo-row', soon), title, null)]
  },

  async renameOnScreen(client: Client, page: Page, { a, b }: Dice, isHeld: boolean): Promise<WrittenText[]> {
    if (!await client.openEditableList(page, a)) return []
    const rows = page.getByRole('list', { name: 'Open todos' }).locator('[data-todo-row]')
    await rows.first().waitFor(soon)
    const row = await sameRow(page, rows.nth(b % await rows.count()))
    const title = await row.getByRole('checkbox').getAttribute('aria-label', soon)
    if (title === null) return []
    if (isHeld) await page.evaluate(holdWrites)
    await row.getByText(title, { exact: true }).first().click(soon)
    const field = row.getByLabel('Title', { exact: true })
    // Somebody else may have renamed it just before.
    const text = written(client, await row.getAttribute('data-todo-row'), client.nextText(), await field.inputValue(soon))
    // Should the tab go now, it may be written or not.
    client.noted.push(text)
    await field.fill(text.text, soon)
    await field.press('Enter', soon)
    await todo({ page }, text.text).waitFor(soon)
    return [text]
  },
} as const

/** Wherever it goes meanwhile. */
async function sameRow(page: Page, row: Locator): Promise<Locator> {
  return page.locator(`[data-todo-row="${await row.getAttribute('data-todo-row', soon)}"]`)
}

function written({ name, person }: Client, rowId: string | null, text: string, replaced: string | null): WrittenText {
  return { device: name, userId: person.id, table: 'todos', rowId: rowId ?? '', text, replaced }
}
