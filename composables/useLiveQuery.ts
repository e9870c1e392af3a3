import type { ComputedRef } from 'vue'
import type { Keep, SharedQuery } from '~/composables/sync/shared-query'
import type { Pace } from '~/composables/sync/watch-rows'
import type { Question } from '~/powersync/questions/question'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { joinQuery } from '~/composables/sync/shared-query'
import { useDatabase } from '~/composables/useDatabase'

export interface LiveQuery<Row> {
  rows: ComputedRef<readonly Readonly<Row>[]>
  /** True until the first rows of this query on this database are here. */
  isLoading: ComputedRef<boolean>
  error: ComputedRef<Error | null>
}

/**
 * Rows that follow the local database. Rows that did not change keep their identity from one result to the next.
 * When the query or the database (another account) changes, nothing of the last one is shown any more.
 *
 * `ask` is run again whenever something reactive that it reads changes; null means that there is nothing to ask.
 *
 * @param keep which rows the next start shows before the database is open; left out, none
 * @param pace `after` for what stands beside the page's own rows: it is asked for after them
 */
export function useLiveQuery<Row extends { id: string }>(ask: () => Question<Row> | null, keep?: Keep<Row>, pace: Pace = 'now'): LiveQuery<Row> {
  const { powersync } = useDatabase()
  const question = computed(() => powersync.value && ask())
  const answer = shallowRef<SharedQuery<Row> | null>(null)
  const none: readonly Readonly<Row>[] = []

  watch(question, (asked) => {
    const last = answer.value
    // Joined before the last is left: the same question with the same answer stays open.
    answer.value = asked && powersync.value ? joinQuery(powersync.value, asked, { keep, pace }) : null
    last?.leave()
  }, { immediate: true, flush: 'sync' })
  onScopeDispose(() => answer.value?.leave())

  return {
    rows: computed(() => answer.value?.state.value.rows ?? none),
    isLoading: computed(() => answer.value ? answer.value.state.value.isLoading : question.value !== null || powersync.value === null),
    error: computed(() => answer.value?.state.value.error ?? null),
  }
}
