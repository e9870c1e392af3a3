import type { ListItem } from '~/composables/useLists'
import type { TodoItem } from '~/composables/useTodos'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { later } from '~/powersync/later'

const { moveTodosToList } = later(() => import('~/powersync/mutations/todos-bulk'))

/** Moving todos from list to list, shown at once, with undo. Only lists that the person may change are offered. */
export function useTodoMoves() {
  const { lists, inbox } = useLists()
  const me = useMe()
  const { show } = useToast()
  const { t } = useWords()
  const { trackMany } = useHistory()
  const { expecting } = useExpectedTodos()
  const { run } = useAction('todo.moveFailed')
  const targets = computed(() => [inbox.value, ...lists.value].filter(list => !list.archivedAt && list.role !== 'viewer'))

  return {
    targets,
    /**
     * Puts todos at the top of another list, in the order in which they are given. Those that are there, or may only be looked at, stay.
     * @param here the list that the page shows, which they leave; null on pages over all lists, where they stay and say where they are
     * @param beforeLeaving called before their rows go
     */
    moveTo(all: readonly TodoItem[], here: string | null, to: string, beforeLeaving: (...ids: readonly string[]) => void = () => {}) {
      const target = targets.value.find(list => list.id === to)
      const items = all.filter(({ place }) => (place?.listId ?? here) !== to && place?.canEdit !== false)
      const [first] = items
      if (!target || !first) return Promise.resolve(false)
      const ids = items.map(todo => todo.id)
      const from = [...new Set(items.flatMap(({ place }) => place?.listId ?? here ?? []))]
      const words = items.length === 1
        ? t('act.movedTo', { title: shortened(first.title), list: target.name })
        : t('act.bulkMovedTo', { count: items.length, list: target.name })
      if (here !== null) beforeLeaving(...ids)
      return run(() => expecting(ids, here === null ? { place: placeIn(target) } : { isGone: 'elsewhere' }, async () => {
        const { undo } = await trackMany(words, ids, (tx, part) => moveTodosToList(tx, me.value, part, to))
        show(words, { undo })
      }, { taken: { ids, from, to } }))
    },
  }
}

function placeIn({ id, name, icon, color }: ListItem): NonNullable<TodoItem['place']> {
  return { listId: id, name, icon, color, canEdit: true }
}
