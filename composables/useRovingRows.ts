import type { InjectionKey, Ref } from 'vue'

const selector = '[data-todo-row]'

/** Brings a row of a list that draws only what is in sight onto the screen. False when it is not a row of that list. */
type Reveal = (id: string) => boolean
const key: InjectionKey<Set<Reveal>> = Symbol('reveals of rows')

/** For lists inside a roving area: how the area gets at a row that is not drawn. */
export function useRowReveal(reveal: Reveal) {
  const reveals = inject(key, null)
  reveals?.add(reveal)
  onScopeDispose(() => reveals?.delete(reveal))
}

/**
 * Roving focus over the rows inside `container`: one row is in the tab order (`activeId`), the arrow keys, j and k, Home and End, Page Up
 * and Page Down go through the others, drawn or not. Rows carry their id in `data-todo-row`.
 *
 * @param ids of all rows, in their order on the screen
 */
export function useRovingRows(container: Readonly<Ref<HTMLElement | null>>, ids: () => readonly string[]) {
  const activeId = ref<string | null>(null)
  const reveals = new Set<Reveal>()
  provide(key, reveals)

  const elementOf = (id: string) => container.value?.querySelector<HTMLElement>(`[data-todo-row="${CSS.escape(id)}"]:not([data-leaving])`)

  function focusRow(id: string | null): boolean {
    if (id === null || !ids().includes(id)) return false
    const row = elementOf(id)
    if (row) {
      row.focus({ preventScroll: true })
      row.scrollIntoView({ block: 'nearest' })
      return true
    }
    activeId.value = id
    if (![...reveals].some(reveal => reveal(id))) return false
    // Being the active one it is drawn with the next tick, and stays drawn.
    void nextTick(() => activeId.value === id && elementOf(id)?.focus({ preventScroll: true }))
    return true
  }

  /** Brings a row onto the screen and makes it the active one; the focus stays where it is. */
  function showRow(id: string) {
    activeId.value = id
    const row = elementOf(id)
    if (row) row.scrollIntoView({ block: 'nearest' })
    else for (const reveal of reveals) reveal(id)
  }

  /** The row that takes the focus when these go: the next one, else the one before. */
  function neighbour(...going: readonly string[]): string | null {
    const [all, leaving] = [ids(), new Set(going)]
    const index = all.indexOf(going[0] ?? '')
    const stays = (id: string) => !leaving.has(id)
    return all.slice(index + 1).find(stays) ?? all.slice(0, Math.max(0, index)).findLast(stays) ?? null
  }

  function onFocusIn(event: FocusEvent) {
    if (event.target instanceof HTMLElement) activeId.value = event.target.closest<HTMLElement>(selector)?.dataset.todoRow ?? activeId.value
  }

  /** Where the key leads from the active row; null for other keys. */
  function targetOf(event: KeyboardEvent): string | null {
    const step = steps[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return null
    const all = ids()
    const index = step(all.indexOf(activeId.value ?? ''), all.length, pageOf(activeId.value === null ? undefined : elementOf(activeId.value)))
    return all[Math.max(0, Math.min(all.length - 1, index))] ?? null
  }

  /** Whether the key moved the focus. */
  function onArrow(event: KeyboardEvent): boolean {
    const target = targetOf(event)
    if (target === null) return false
    event.preventDefault()
    return focusRow(target)
  }

  return { activeId, focusRow, showRow, neighbour, onFocusIn, onArrow }
}

/** How many rows fit on the screen, less one that is seen again on the next page. */
function pageOf(row: HTMLElement | null | undefined): number {
  const height = row?.closest('[data-scroller]')?.clientHeight ?? 0
  return Math.max(1, Math.floor(height / Math.max(1, row?.offsetHeight ?? 1)) - 1)
}

const steps: Record<string, (index: number, length: number, page: number) => number> = {
  ArrowDown: index => index + 1,
  ArrowUp: index => index - 1,
  j: index => index + 1,
  k: index => index - 1,
  PageDown: (index, _, page) => index + page,
  PageUp: (index, _, page) => index - page,
  Home: () => 0,
  End: (_, length) => length - 1,
}
