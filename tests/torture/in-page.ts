import type { Dice, EditName } from '../service/convergence/edits.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { TableName } from '../../shared/tables/index.ts'
import { kyselyOf } from '../../powersync/kysely.ts'
import { readUploadState } from '../../powersync/queries/upload-state.ts'
import { tables } from '../../shared/tables/index.ts'
import { edits } from '../service/convergence/edits.ts'
import { Journal } from '../service/convergence/journal.ts'

/** What the torture test does inside of a tab, with the app's own database and its own mutations. */
export interface TortureTab {
  /** @returns what was written, once this device said that it has it */
  edit(name: EditName, dice: Dice, editor: { name: string, userId: string }, earlier: number): Promise<WrittenText[]>
  /** All that a person could see here, by table. */
  rows(): Promise<[TableName, Record<string, unknown>[]][]>
  /** What keeps this tab from being in step with the server; empty when nothing does. */
  unsettled(): Promise<string>
}

declare global {
  interface Window {
    torture: TortureTab
    /** A text that is about to be written, or is: whoever closes the tab now must reckon with it. */
    tortureNote(text: WrittenText): void
  }
}

class ToldJournal extends Journal {
  override add(...text: Parameters<Journal['add']>): void {
    super.add(...text)
    for (const last of this.texts.slice(-1)) window.tortureNote(last)
  }
}

window.torture = {
  async edit(name, dice, editor, earlier) {
    const journal = new ToldJournal(earlier)
    await edits[name]({ ...editor, db: kyselyOf(window.localDatabase()) }, dice, journal)
    return journal.texts
  },
  async rows() {
    const database = window.localDatabase()
    return await Promise.all(Object.values(tables).map(async ({ name }): Promise<[TableName, Record<string, unknown>[]]> =>
      [name, await database.getAll<Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY id`)]))
  },
  async unsettled() {
    const database = window.localDatabase()
    const { queued, isConfirmed } = await readUploadState(database, 0)
    const { connected, hasSynced, uploadError, downloadError } = database.currentStatus
    if (connected && hasSynced && isConfirmed) return ''
    return JSON.stringify({ connected, hasSynced, queued, isConfirmed, uploadError: uploadError?.message, downloadError: downloadError?.message })
  },
}
