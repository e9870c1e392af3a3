import type { TodoItem } from '~/composables/useTodos'
import { useExpectedTodos } from '~/composables/todo/expected-todos'

/** The todo whose details are open on a screen. When they are closed, the focus goes back to its row. */
export function useDetail(find: (id: string | null) => TodoItem | null | undefined, focusRow: (id: string | null) => boolean) {
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
    /** Closes the details, and does what takes their row away: it has the focus by then, and hands it on. */
    async leaveFor(act: () => Promise<unknown>) {
      await leave()
      await act()
    },
  }
}
