import type { PlanStep, SqlResult } from '~/powersync/inspect/run-sql'
import type { SqlSchema } from './sql-editor'
import { useLocalStorage } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { isReading, readQueryPlan, runSql } from '~/powersync/inspect/run-sql'
import { readSchema } from '~/powersync/inspect/schema'
import { useFollowed } from './useFollowed'

/** Statements that are kept. */
const capacity = 100

/** Runs statements on the app's own connection and remembers them in this browser. */
export function useConsole() {
  const { powersync } = useDatabase()
  const history = useLocalStorage<string[]>('driftless:inspector-sql', [])
  const text = ref(history.value.at(-1) ?? 'SELECT * FROM todos LIMIT 50')
  const result = shallowRef<SqlResult | null>(null)
  const plan = shallowRef<PlanStep[] | null>(null)
  const error = shallowRef<Error | null>(null)
  const isBusy = ref(false)
  const place = ref<number | null>(null)
  const { value: schema } = useFollowed<SqlSchema>(() => readSchema, { tables: [] })

  async function attempt(act: () => Promise<void>) {
    isBusy.value = true
    error.value = null
    result.value = null
    plan.value = null
    try {
      await act()
    }
    catch (reason) {
      error.value = reason instanceof Error ? reason : new Error(String(reason))
    }
    isBusy.value = false
  }

  return {
    text,
    history,
    result,
    plan,
    error,
    isBusy,
    schema: computed(() => schema.value ?? {}),
    /** The statement writes: it goes through the upload queue. */
    isWrite: computed(() => text.value.trim() !== '' && !isReading(text.value)),
    run: () => attempt(async () => {
      const statement = text.value.trim().replace(/;$/, '')
      if (!powersync.value || statement === '') return
      history.value = [...history.value.filter(kept => kept !== statement), statement].slice(-capacity)
      place.value = null
      result.value = await runSql(powersync.value, statement)
    }),
    explain: () => attempt(async () => {
      if (powersync.value) plan.value = await readQueryPlan(powersync.value, text.value.trim().replace(/;$/, ''))
    }),
    /** Goes through the statements that were run. @returns the one that is there, null at the end */
    recall(step: -1 | 1): string | null {
      const next = (place.value ?? history.value.length) + step
      const statement = history.value[next]
      if (statement === undefined) return null
      place.value = next
      text.value = statement
      return statement
    },
  }
}
