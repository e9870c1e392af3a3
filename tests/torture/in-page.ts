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
  /** Shows one of the lists to which this person may add. False where there is none. */
  openEditableList(userId: string, dice: number): Promise<boolean>
  /** All that a person could see here, by table. */
  rows(): Promise<[TableName, Record<string, unknown>[]][]>
  /** What keeps this tab from being in step with the server; empty when nothing does. */
  unsettled(): Promise<string>
}

declare global {
  interface Window {
    torture: TortureTab
    /** A text that is about to be written, or is: whoever closes the tab now must reckon with it. */
    tortureNote(text: WrittenText): Promise<void>
  }
}

/** As Nuxt fills it; its types are not for programs that know nothing of Nuxt. */
interface AppWindow {
  useNuxtApp: () => { $router: { push: (path: string) => Promise<unknown> } }
}
const routerOf = ({ useNuxtApp }: AppWindow) => useNuxtApp().$router

class ToldJournal extends Journal {
  override async add(...text: Parameters<Journal['add']>): Promise<void> {
    await super.add(...text)
    for (const last of this.texts.slice(-1)) await window.tortureNote(last)
  }
}

window.torture = {
  async edit(name, dice, editor, earlier) {
    const journal = new ToldJournal(earlier)
    await edits[name]({ ...editor, db: kyselyOf(window.localDatabase()) }, dice, journal)
    return journal.texts
  },
  async openEditableList(userId, dice) {
    const lists = await window.localDatabase().getAll<{ id: string }>(`
      SELECT l.id FROM lists l JOIN list_members m ON m.list_id = l.id
      WHERE m.user_id = ? AND m.role IN ('owner', 'editor') AND l.archived_at IS NULL AND l.deleted_at IS NULL ORDER BY l.id`, [userId])
    const list = lists[dice % lists.length]
    if (list) await routerOf(window as unknown as AppWindow).push(`/app/lists/${list.id}`)
    return list !== undefined
  },
  async rows() {
    const database = window.localDatabase()
    return await Promise.all(Object.values(tables).map(async ({ name }): Promise<[TableName, Record<string, unknown>[]]> =>
      [name, await database.getAll<Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY id`)]))
  },
  async unsettled() {
    const database = window.localDatabase()
    const { queued, isConfirmed } = await readUploadState(database, 0)
    const { connected, connecting, hasSynced, uploading, uploadError, downloadError } = database.currentStatus
    const kept = Object.keys(localStorage).filter(key => key.startsWith('driftless:ahead:')).length
    if (connected && hasSynced && isConfirmed && kept === 0) return ''
    const errors = { uploadError: uploadError?.message, downloadError: downloadError?.message }
    return JSON.stringify({ connected, connecting, hasSynced, queued, uploading, isConfirmed, kept, ...errors })
  },
}
