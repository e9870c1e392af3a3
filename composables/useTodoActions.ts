import type { QuickAddItem } from '~/composables/board/quick-add-words'
import type { UsedTodos } from '~/composables/useTodos'
import { uuidv7 } from 'uuidv7'

/**
 * What a person does to the todos of a list: what they do to any, and adding. `beforeLeaving` is called before a row goes (completed, deleted):
 * the focus must not go with it.
 */
export function useTodoActions({ open, completed, add }: UsedTodos, beforeLeaving: (id: string) => void) {
  const { trackNew } = useHistory()
  const { run } = useAction('act.notSaved')
  const { polite } = useAnnouncer()
  const { t } = useWords()

  /** What is added in one go stands in the order it was typed, at the top where it can be seen. */
  let lastAdded: string | null = null

  const { rename, update, toggle, removeWithUndo } = useTodoEdits({
    find: id => open.value.find(todo => todo.id === id) ?? completed.value.find(todo => todo.id === id),
    beforeLeaving(id) {
      if (lastAdded === id) lastAdded = null
      beforeLeaving(id)
    },
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
  }
}
