import type { Ref } from 'vue'
import type { TodoItem } from '~/composables/useTodos'

interface Options {
  /** The todos in the order of the screen, a list or section each. */
  groups: () => ReadonlyArray<readonly TodoItem[]>
  /** Whether what is selected can be acted on. */
  canSelect: () => boolean
  /** Where the focus goes when no row is left. */
  focusElsewhere: () => void
}

/**
 * The rows of a screen as one board: one of them is in the tab order, arrows go through all, and several can be selected. Shift extends
 * the selection, Ctrl or Cmd and `x` put single rows in or out, Ctrl/Cmd+A takes the whole list, Escape lets go.
 */
export function useTodoBoard(area: Readonly<Ref<HTMLElement | null>>, { groups, canSelect, focusElsewhere }: Options) {
  const todos = computed(() => groups().reduce((all, group) => group.length === 0 ? all : all.length === 0 ? group : [...all, ...group], []))
  const ids = computed(() => todos.value.map(todo => todo.id))
  const { activeId, focusRow, showRow, neighbour, onFocusIn, onArrow } = useRovingRows(area, () => ids.value)
  const selection = useSelection(() => ids.value)
  const { selected, toggle, extendTo, selectAll, clear } = selection
  const { polite } = useAnnouncer()
  const { t } = useWords()

  watch(() => selected.value.size, (now, before) => {
    if (now > 0) polite(t('act.todoSelected', { count: now }))
    else if (before > 0) polite(t('act.nothingSelected'))
  })

  const hasFocus = () => area.value?.contains(document.activeElement) === true

  /** Moving an element in the document takes its focus away: it gets it back once the new order is drawn. */
  let moved: string | null = null
  watch(ids, (now, before) => {
    if (moved === null || now.every((id, index) => id === before[index])) return
    focusRow(moved)
    moved = null
  }, { flush: 'post' })

  function onSelect(id: string, event: MouseEvent | null) {
    if (!canSelect()) return
    if (event?.shiftKey) extendTo(id, activeId.value)
    else toggle(id)
    activeId.value = id
  }

  /** Whether the key was about the selection. */
  function onSelectionKey(event: KeyboardEvent): boolean {
    const id = event.target instanceof HTMLElement ? event.target.dataset.todoRow : undefined
    const mod = event.ctrlKey || event.metaKey
    if (event.key === 'Escape' && selected.value.size > 0) clear()
    else if (id === undefined || event.altKey || !canSelect()) return false
    else if (mod && event.key.toLowerCase() === 'a') selectAll(groups().find(group => group.some(todo => todo.id === id))?.map(todo => todo.id) ?? [])
    else if (!mod && event.key === 'x') toggle(id)
    else if (event.shiftKey && !mod && onArrow(event)) extendTo(activeId.value ?? id, id)
    else return false
    event.preventDefault()
    return true
  }

  return {
    todos,
    find: (id: string) => todos.value.find(todo => todo.id === id),
    activeId,
    /** The row in the tab order: the active one as long as it is there. */
    tabStop: computed(() => activeId.value !== null && ids.value.includes(activeId.value) ? activeId.value : ids.value[0] ?? null),
    selection,
    selectedTodos: computed(() => todos.value.filter(todo => selected.value.has(todo.id))),
    focusRow,
    showRow,
    onFocusIn,
    onArrow,
    onSelect,
    onSelectionKey,
    /** Rows that go hand their focus on, so that the next key still has somewhere to go. */
    passFocusOn(...going: readonly string[]) {
      if (hasFocus() && !focusRow(neighbour(...going))) focusElsewhere()
    },
    /** To be called before rows move. */
    keepFocus(id: string) {
      if (hasFocus()) moved = id
    },
  }
}
