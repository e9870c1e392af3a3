import type { TodoItem } from '~/composables/useTodos'
import { useExpectedTodos } from '~/composables/todo/expected-todos'

interface Focus {
  focusRow: (id: string | null) => boolean
  passFocusOn: (id: string) => void
}

/** The todo whose details are open on a screen. When they are closed, the focus goes back to its row. */
export function useDetail(find: (id: string | null) => TodoItem | null | undefined, { focusRow, passFocusOn }: Focus) {
  const { openedId, open, close } = useOpenedTodo()
  const { asPainted } = useExpectedTodos()

  async function leave() {
    if (openedId.value === null) return
    const [id, from] = [openedId.value, document.activeElement]
    await close()
    // Who has gone on to something else meanwhile stays there.
    if (document.activeElement === from || document.activeElement === document.body) focusRow(id)
  }

  return {
    openedId,
    opened: computed(() => {
      const todo = find(openedId.value)
      return todo ? asPainted(todo) : null
    }),
    /** Opens it; asked for once more, it takes the focus. */
    open: (id: string) => id === openedId.value ? document.querySelector<HTMLElement>('[data-detail-fields] button:not([disabled])')?.focus() : open(id),
    leave,
    /** Its row is about to go. */
    async leaveRow(id: string) {
      await leave()
      passFocusOn(id)
    },
    /** Does something that takes the row away, and closes the details. */
    async leaveAfter(act: () => Promise<unknown>) {
      await act()
      await close()
    },
  }
}
