import type { ComputedRef, InjectionKey } from 'vue'
import { computed, inject, provide } from 'vue'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { subtaskCounts, subtaskCountsIn } from '~/powersync/questions/board'

export interface SubtaskCount {
  done: number
  total: number
}

type Counts = ComputedRef<ReadonlyMap<string, SubtaskCount>>

const key: InjectionKey<Counts> = Symbol('subtask counts')

/** Counts the subtasks of a list's todos (of all lists', for null) for the rows below: one question for all of them. */
export function provideSubtaskCounts(listId: () => string | null): Counts {
  const { rows } = useLiveQuery(() => {
    const id = listId()
    return id === null ? subtaskCounts() : subtaskCountsIn(id)
  }, rows => rows.slice(0, 200))
  const counts = computed(() => new Map(rows.value.map(({ id, done, total }) => [id, { done, total }])))
  provide(key, counts)
  return counts
}

/** How far a todo's subtasks are; null where it has none. */
export function useSubtaskCount(id: () => string): ComputedRef<SubtaskCount | null> {
  const counts = inject(key, null)
  return computed(() => counts?.value.get(id()) ?? null)
}
