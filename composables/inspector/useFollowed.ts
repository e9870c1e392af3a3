import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ComputedRef, Ref } from 'vue'
import { computed, onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { useDatabase } from '~/composables/useDatabase'

export interface Followed<T> {
  /** Null until the first answer is here. */
  value: Readonly<Ref<T | null>>
  error: Readonly<Ref<Error | null>>
  isLoading: ComputedRef<boolean>
  refresh: () => void
}

type Question<T> = (database: CommonPowerSyncDatabase) => Promise<T>

interface FollowedChanges {
  /** As SQLite calls them: `ps_crud`, `ps_data__todos`. */
  tables: string[] | (() => string[])
  /** A change of the state of sync asks again too. */
  status?: boolean
}

/**
 * The answer to a question about the local database, asked again whenever one of these tables changes, whoever changed it, or something
 * reactive that `ask` reads. A later answer never gives way to an earlier one.
 *
 * @param ask gives the question; null while there is none
 */
export function useFollowed<T>(ask: () => Question<T> | null, { tables, status = false }: FollowedChanges): Followed<T> {
  const { powersync } = useDatabase()
  const value = shallowRef<T | null>(null)
  const error = shallowRef<Error | null>(null)
  const question = computed(() => ({ database: powersync.value, read: ask() }))
  let asked = 0

  function refresh() {
    const { database, read } = question.value
    const turn = ++asked
    if (!database || !read) return
    read(database).then((answer) => {
      if (turn === asked) [value.value, error.value] = [answer, null]
    }, (reason: unknown) => {
      if (turn === asked && !database.closed) error.value = reason instanceof Error ? reason : new Error(String(reason))
    })
  }

  watch([powersync, () => typeof tables === 'function' ? tables() : tables], ([database, followed], [before], onCleanup) => {
    if (database !== before) value.value = null
    if (!database) return
    const stopTables = followed.length > 0 ? database.onChangeWithCallback({ onChange: refresh }, { tables: followed, throttleMs: 200 }) : undefined
    const stopStatus = status ? database.registerListener({ statusChanged: refresh }) : undefined
    onCleanup(() => {
      stopTables?.()
      stopStatus?.()
    })
  }, { immediate: true, flush: 'sync' })
  watch(question, refresh, { immediate: true })
  onScopeDispose(() => { asked += 1 })

  return {
    value: shallowReadonly(value),
    error: shallowReadonly(error),
    isLoading: computed(() => value.value === null && error.value === null && question.value.read !== null),
    refresh,
  }
}
