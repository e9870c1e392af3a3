import { labelsIn } from '~/composables/todo/labels-in'
import { labelSets, labelSetsIn } from '~/powersync/questions/board'

/**
 * The labels in use in a list, or in all lists for null, the most used first.
 * @param isWanted only then it looks: this reads every todo
 */
export function useLabels(listId: () => string | null, isWanted: () => boolean) {
  const { rows } = useLiveQuery(() => {
    if (!isWanted()) return null
    const id = listId()
    return id === null ? labelSets() : labelSetsIn(id)
  })

  return computed(() => {
    const counts = new Map<string, number>()
    for (const { id, count } of rows.value) {
      for (const label of labelsIn(id)) counts.set(label, (counts.get(label) ?? 0) + count)
    }
    return [...counts].sort(([a, most], [b, more]) => more - most || a.localeCompare(b)).map(([label]) => label)
  })
}
