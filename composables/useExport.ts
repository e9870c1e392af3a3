import type { ExportDocument } from '~/powersync/transfer/export-document'
import { readonly, ref } from 'vue'
import { loadArchivedTodos } from '~/composables/account/archived-todos'
import { offerDownload } from '~/composables/account/offer-download'
import { useDatabase } from '~/composables/useDatabase'
import { isoDay } from '~/composables/useDayWords'
import { useMe } from '~/composables/useMe'
import { guestId } from '~/powersync/guest'
import { selectLists } from '~/powersync/queries/lists'
import { exportLists } from '~/powersync/transfer/export-lists'
import { todosCsv } from '~/powersync/transfer/todos-csv'

export interface ExportResult {
  lists: number
  /** Names of archived lists whose todos are not on this device. */
  incomplete: string[]
}

/** Everything that this person can see, as a file. It is made from the local database, so it works offline and holds edits that were not sent yet. */
export function useExport() {
  const me = useMe()
  const { opened, powersync } = useDatabase()
  const isBusy = ref(false)

  async function document(): Promise<ExportDocument> {
    const db = await opened()
    const archived = (await selectLists(db, me.value).execute()).filter(list => list.archivedAt !== null).map(list => list.id)
    if (archived.length === 0 || me.value === guestId || !powersync.value) return exportLists(db, me.value)
    const { missing, release } = await loadArchivedTodos(powersync.value, archived)
    try {
      return await exportLists(db, me.value, missing)
    }
    finally {
      release()
    }
  }

  async function save(ending: 'json' | 'csv', type: string, write: (document: ExportDocument) => string): Promise<ExportResult> {
    isBusy.value = true
    try {
      const made = await document()
      offerDownload(`driftless-${isoDay(new Date())}.${ending}`, type, write(made))
      return { lists: made.lists.length, incomplete: made.lists.filter(list => !list.complete).map(list => list.name) }
    }
    finally {
      isBusy.value = false
    }
  }

  return {
    isBusy: readonly(isBusy),
    /** All of it, to keep or to import again (docs/export-format.md). */
    exportJson: () => save('json', 'application/json', made => `${JSON.stringify(made, null, 2)}\n`),
    /** The todos, for a spreadsheet. */
    exportCsv: () => save('csv', 'text/csv', todosCsv),
  }
}
