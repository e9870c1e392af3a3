import type { QuickAddItem } from '~/composables/board/quick-add-words'
import type { UsedTodos } from '~/composables/useTodos'
import { uuidv7 } from 'uuidv7'

interface Focus {
  /** Called before a row goes (completed, deleted): the focus must not go with it. */
  beforeLeaving: (id: string) => void
  /** Called before a row moves. */
  beforeMoving: (id: string) => void
}

/** What a person does to the todos of a list: what they do to any, and adding and placing. */
export function useTodoActions({ open, add, move, ...edits }: UsedTodos, { beforeLeaving, beforeMoving }: Focus) {
  const { track, trackNew } = useHistory()
  const { run } = useAction('act.notSaved')
  const { polite } = useAnnouncer()
  const { t } = useWords()

  /** What is added in one go stands in the order it was typed, at the top where it can be seen. */
  let lastAdded: string | null = null

  const { rename, update, toggle, removeWithUndo } = useTodoEdits(edits, (id) => {
    if (lastAdded === id) lastAdded = null
    beforeLeaving(id)
  })

  return {
    addAll(items: readonly QuickAddItem[]) {
      return run(async () => {
        const words = items.length > 1 ? t('act.addedMany', { count: items.length }) : t('act.added', { title: shortened(items[0]?.title ?? '') })
        // None waits for the one before: all are painted, and kept, in the moment in which they are added.
        await trackNew(words, () => Promise.all(items.map(({ title, ...fields }) => {
          const [id, place] = [uuidv7(), lastAdded ? { after: lastAdded } : { before: open.value[0]?.id }]
          lastAdded = id
          return add(title, { ...fields, ...place, id })
        })))
        polite(items.length > 1 ? t('act.addedMany', { count: items.length }) : t('act.saidAdded', { title: items[0]?.title ?? '' }))
      })
    },
    endAdding() {
      lastAdded = null
    },
    rename,
    update,
    toggle,
    removeWithUndo,
    /** Puts a todo at `index` of the open ones without it. */
    place(id: string, index: number) {
      const others = open.value.filter(todo => todo.id !== id)
      beforeMoving(id)
      return run(async () => {
        await track(name => t('act.moved', { title: shortened(name) }), { todos: [id] }, () => move(id, { after: others[index - 1]?.id, before: others[index]?.id }))
        polite(t('act.placed', { place: index + 1, total: others.length + 1 }))
      })
    },
  }
}
