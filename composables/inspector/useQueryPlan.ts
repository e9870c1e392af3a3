import { computed } from 'vue'
import { readQueryPlan } from '~/powersync/inspect/run-sql'
import { useFollowed } from './useFollowed'

interface Statement {
  sql: string
  /** JSON text of an array. */
  parameters: string
}

/** How SQLite answers a statement; null for none. */
export function useQueryPlan(statement: () => Statement | null) {
  // The same statement in a new object is not asked again.
  const sql = computed(() => statement()?.sql ?? null)
  const parameters = computed(() => statement()?.parameters ?? '[]')
  const { value, error } = useFollowed(() => {
    const asked = sql.value
    if (asked === null) return null
    const values: unknown[] = JSON.parse(parameters.value)
    return database => readQueryPlan(database, asked, values)
  }, { tables: [] })
  return { steps: value, error }
}
