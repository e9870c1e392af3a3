import type { Ref } from 'vue'
import type { TodoItem } from '~/composables/useTodos'
import type { AskedField } from '~/composables/useAskedField'
import { chordOf } from '~/composables/board/chord'
import { byChord } from '~/composables/board/shortcuts'
import { useAskedField } from '~/composables/useAskedField'
import { isInLayer, isTyping } from '~/composables/useShortcuts'

export type TodoBoard = ReturnType<typeof useTodoBoard>

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
  const selectedTodos = computed(() => todos.value.filter(todo => selected.value.has(todo.id)))
  const { polite } = useAnnouncer()
  const { t } = useWords()

  watch(() => selected.value.size, (now, before) => {
    if (now > 0) polite(t('act.todoSelected', { count: now }))
    else if (before > 0) polite(t('act.nothingSelected'))
  })

  /** A menu of the selection was opened from the rows. */
  const hasFocus = () => area.value?.contains(document.activeElement) === true || (selected.value.size > 0 && isInLayer(document.activeElement))
  const tabStop = computed(() => activeId.value !== null && ids.value.includes(activeId.value) ? activeId.value : ids.value[0] ?? null)
  const { asked, ask } = useAskedField(selection, id => focusRow(ids.value.includes(id) ? id : tabStop.value))
  const singleKeys = useSingleKeys()
  const enter = byChord({ next: () => focusRow(tabStop.value), previous: () => focusRow(tabStop.value) })

  // The keys of the rows lead to them from elsewhere: letters from wherever nobody types, arrows where they would do nothing else.
  useListener('window', 'keydown', (event) => {
    const from = event.target
    const isNowhere = from instanceof HTMLElement && (from === document.body || from.id === 'main')
    if (isNowhere && !event.defaultPrevented && onSelectionKey(event)) return
    if (!singleKeys.value || event.defaultPrevented || !(from instanceof HTMLElement) || from.closest('[data-todo-row], [data-subtask]')) return
    const isElsewhere = event.key.length === 1 ? !isTyping(from) && !isInLayer(from) : isNowhere
    if (isElsewhere && enter.get(chordOf(event))?.()) event.preventDefault()
  })

  /** Moving an element in the document takes its focus away: it gets it back once the new order is drawn. Whoever moved it: this person, undo, others. */
  let moved: string | null = null
  let focused: string | null = null
  watch(ids, () => {
    const row = area.value?.contains(document.activeElement) ? document.activeElement : null
    focused = row instanceof HTMLElement ? row.dataset.todoRow ?? null : null
  })
  watch(ids, (now, before) => {
    if (now.every((id, index) => id === before[index])) return
    if (moved !== null || document.activeElement === document.body) focusRow(moved ?? focused)
    moved = null
  }, { flush: 'post' })

  function onSelect(id: string, event: MouseEvent | null) {
    if (!canSelect()) return
    // Held by a finger while others are selected: all from there to here.
    if (event ? event.shiftKey : selected.value.size > 0 && !selected.value.has(id)) extendTo(id, activeId.value)
    else toggle(id)
    activeId.value = id
    if (event) focusRow(id)
  }

  /** Lets go of all; the bar that goes with it hands its focus to the rows. */
  async function letGo() {
    const isInBar = document.activeElement?.closest('[role=toolbar]')
    clear()
    if (!isInBar) return
    await nextTick()
    focusRow(tabStop.value)
  }

  /** Selects all that are open or, where what is selected is done, all that are done. */
  function selectMore() {
    const isDone = selectedTodos.value.every(todo => todo.completedAt !== null)
    selectAll(todos.value.filter(todo => (todo.completedAt !== null) === isDone).map(todo => todo.id))
  }

  /** Whether the key was about the selection. */
  function onSelectionKey(event: KeyboardEvent): boolean {
    const id = event.target instanceof HTMLElement ? event.target.dataset.todoRow : undefined
    const mod = event.ctrlKey || event.metaKey
    if (event.key === 'Escape' && selected.value.size > 0) void letGo()
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
    tabStop,
    selection,
    selectedTodos,
    selectMore,
    focusRow,
    showRow,
    onFocusIn,
    onSelect,
    letGo,
    /** Keys on the rows: those of the selection, those that go from row to row, and the rest. */
    onKeydown(event: KeyboardEvent, onRowKey: (event: KeyboardEvent) => unknown) {
      if (onSelectionKey(event)) return
      if (event.target instanceof HTMLElement && event.target.dataset.todoRow !== undefined && !onArrow(event)) onRowKey(event)
    },
    /** Which choice of the selection bar is open. */
    asked,
    /** Asks for a field of the selected todos or, where this one is none of them, of this one. */
    ask: (field: AskedField, { id }: TodoItem) => canSelect() && ask(field, id),
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
