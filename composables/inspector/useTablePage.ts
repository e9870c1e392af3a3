import type { ColumnFilter, InspectedRow } from '~/powersync/inspect/table-page'
import { refDebounced } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { deleteRow, editCell } from '~/powersync/inspect/edit-cell'
import { readTablePage } from '~/powersync/inspect/table-page'
import { readColumns } from '~/powersync/inspect/tables'
import { useFollowed } from './useFollowed'

export const pageSize = 100

/** Rows of one table: searched, filtered, sorted, paged; and followed while they change. */
export function useTablePage(table: () => string) {
  const { powersync } = useDatabase()
  const search = ref('')
  const searched = refDebounced(search, 150)
  const filters = ref<ColumnFilter[]>([])
  const sort = ref<{ column: string, isDescending: boolean } | null>(null)
  const page = ref(0)

  // A change of a synced table arrives under the name of what is behind its view.
  const changing = computed(() => [table(), `ps_data__${table()}`, `ps_data_local__${table()}`])
  const { value: columns } = useFollowed(() => {
    const name = table()
    return name === '' ? null : database => readColumns(database, name)
  }, { tables: [] })
  const { value, error, isLoading } = useFollowed(() => {
    const question = questionOf(pageSize, page.value * pageSize)
    return question && (database => readTablePage(database, question))
  }, { tables: () => changing.value })

  watch([table, searched, filters, sort], () => { page.value = 0 }, { deep: true })
  watch(table, () => {
    search.value = ''
    filters.value = []
    sort.value = null
  })

  function questionOf(limit: number, offset: number) {
    if (!columns.value || columns.value.length === 0) return null
    return { table: table(), columns: columns.value, search: searched.value, filters: filters.value.filter(({ column }) => column !== ''), sort: sort.value, limit, offset }
  }

  return {
    columns: computed(() => columns.value ?? []),
    rows: computed(() => value.value?.rows ?? []),
    total: computed(() => value.value?.total ?? 0),
    error,
    isLoading,
    search,
    filters,
    page,
    sort,
    /** Ascending, then descending, then as SQLite has them. */
    sortBy(column: string) {
      if (sort.value?.column !== column) sort.value = { column, isDescending: false }
      else sort.value = sort.value.isDescending ? null : { column, isDescending: true }
    },
    /** A local write: visible at once, queued, checked by the server. */
    async edit(cell: { id: string, column: string, value: string | number | null }) {
      if (powersync.value) await editCell(powersync.value, { table: table(), ...cell })
    },
    async remove(id: string) {
      if (powersync.value) await deleteRow(powersync.value, { table: table(), id })
    },
    /** All rows that match, for a file. */
    async all(): Promise<InspectedRow[]> {
      const question = questionOf(-1, 0)
      return question && powersync.value ? (await readTablePage(powersync.value, question)).rows : []
    },
  }
}
