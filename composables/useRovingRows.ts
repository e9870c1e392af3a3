import type { Ref } from 'vue'

const selector = '[data-todo-row]'

/**
 * Roving focus over the rows inside `container`, in document order: one row is in the tab order (`activeId`), the arrow keys,
 * j and k, Home and End go through the others. Rows carry their id in `data-todo-row`.
 */
export function useRovingRows(container: Ref<HTMLElement | null>) {
  const activeId = ref<string | null>(null)

  const rows = () => [...container.value?.querySelectorAll<HTMLElement>(`${selector}:not([data-leaving])`) ?? []]
  const idOf = (row: HTMLElement | undefined) => row?.dataset.todoRow ?? null

  function focusRow(id: string | null): boolean {
    const row = rows().find(candidate => idOf(candidate) === id)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
    return row !== undefined
  }

  /** The row that takes the focus when this one goes: the next one, else the one before. */
  function neighbour(id: string): string | null {
    const all = rows()
    const index = all.findIndex(row => idOf(row) === id)
    return idOf(all[index + 1] ?? all[index - 1])
  }

  function onFocusIn(event: FocusEvent) {
    if (event.target instanceof HTMLElement) activeId.value = idOf(event.target.closest<HTMLElement>(selector) ?? undefined) ?? activeId.value
  }

  /** Whether the key moved the focus. */
  function onArrow(event: KeyboardEvent): boolean {
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return false
    const all = rows()
    const index = all.findIndex(row => idOf(row) === activeId.value)
    const next = all[Math.max(0, Math.min(all.length - 1, step(index, all.length)))]
    if (!next) return false
    event.preventDefault()
    return focusRow(idOf(next))
  }

  return { activeId, focusRow, neighbour, onFocusIn, onArrow }
}

const steps: Record<string, (index: number, length: number) => number> = {
  ArrowDown: index => index + 1,
  ArrowUp: index => index - 1,
  j: index => index + 1,
  k: index => index - 1,
  Home: () => 0,
  End: (_, length) => length - 1,
}
