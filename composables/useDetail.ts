import type { TodoItem } from '~/composables/useTodos'

interface Focus {
  focusRow: (id: string | null) => boolean
  passFocusOn: (id: string) => void
}

/** The todo whose details are open on a screen. When they are closed, the focus goes back to its row. */
export function useDetail(find: (id: string | null) => TodoItem | null | undefined, { focusRow, passFocusOn }: Focus) {
  const { openedId, open, close } = useOpenedTodo()

  async function leave() {
    const [id, from] = [openedId.value, document.activeElement]
    await close()
    // Who has gone on to something else meanwhile stays there.
    if (document.activeElement === from || document.activeElement === document.body) focusRow(id)
  }

  return {
    openedId,
    opened: computed(() => find(openedId.value) ?? null),
    open,
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
