import { labelsIn } from '~/composables/todo/labels-in'
import { later } from '~/powersync/later'

const { labelledIds } = later(() => import('~/powersync/queries/labels'))
const { labelTodos } = later(() => import('~/powersync/mutations/todos-bulk'))

/** Renaming and removing a label on all todos of a list that have it, as one step to undo. */
export function useLabelEdits(listId: () => string) {
  const { opened } = useDatabase()
  const { trackMany } = useHistory()
  const { show } = useToast()
  const { t } = useWords()
  const { run } = useAction('act.notSaved')

  /** @param to null takes it away; a todo that has the new one already has it once */
  function relabel(from: string, to: string | null) {
    return run(async () => {
      const db = await opened()
      const ids = await labelledIds(db, listId(), from)
      const words = to === null ? t('view.removedLabel', { from, count: ids.length }) : t('view.renamedLabel', { from, to, count: ids.length })
      const { undo } = await trackMany(words, ids, (tx, part) => labelTodos(tx, part, json => (
        [...new Set(labelsIn(json).flatMap(label => label !== from ? [label] : to === null ? [] : [to]))]
      )))
      show(words, { undo })
    })
  }

  return { relabel }
}
