import { uuidv7 } from 'uuidv7'
import { subtasksOf } from '~/powersync/questions/detail'
import { later } from '~/powersync/later'

const { completeTodo, removeTodo, renameTodo, reopenTodo } = later(() => import('~/powersync/mutations/todos'))
const { moveSubtask, unnestTodo } = later(() => import('~/powersync/mutations/subtasks'))

export interface Subtask {
  id: string
  title: string
  completedAt: string | null
}

/** The subtasks of one todo and what can be done to them, all of it with undo. */
export function useSubtasks(todoId: () => string, listId: () => string) {
  const me = useMe()
  const { t } = useWords()
  const addTo = useAdding()
  const { opened } = useDatabase()
  const { track, trackNew } = useHistory()
  const { show } = useToast()
  const { polite } = useAnnouncer()
  const { run } = useAction('act.notSaved')
  const { rows } = useLiveQuery(() => subtasksOf(todoId()))
  const named = (title: string) => ({ title: shortened(title) })

  return {
    subtasks: computed<Subtask[]>(() => rows.value.map(({ id, title, completedAt }) => ({ id, title, completedAt }))),
    doneCount: computed(() => rows.value.filter(row => row.completedAt !== null).length),

    /** Behind the others, in the order given. */
    add: (titles: readonly string[]) => run(() => {
      const [first = ''] = titles
      return trackNew(titles.length > 1 ? t('act.addedMany', { count: titles.length }) : t('act.added', named(first)), () => (
        Promise.all(titles.map(title => addTo(listId(), title, { id: uuidv7(), parentId: todoId() })))
      ))
    }),

    rename: (id: string, title: string) => run(() => track(t('act.renamed', named(title)), { todos: [id] }, async () => renameTodo(await opened(), id, title))),

    toggle: ({ id, title, completedAt }: Subtask) => run(async () => {
      const words = t(completedAt ? 'act.reopened' : 'act.completed', named(title))
      await track(words, { todos: [id] }, async () => completedAt ? reopenTodo(await opened(), id) : completeTodo(await opened(), me.value, id))
      polite(words)
    }),

    remove: ({ id, title }: Subtask) => run(async () => {
      const words = t('act.removed', named(title))
      const { undo } = await track(words, { todos: [id] }, async () => removeTodo(await opened(), id))
      show(words, { undo })
    }),

    /** Puts it at `index` of the others. */
    place: ({ id, title }: Subtask, index: number) => run(async () => {
      const others = rows.value.filter(row => row.id !== id)
      await track(t('act.moved', named(title)), { todos: [id] }, async () => moveSubtask(await opened(), id, { after: others[index - 1]?.id, before: others[index]?.id }))
      polite(t('act.placed', { place: index + 1, total: others.length + 1 }))
    }),

    promote: ({ id, title }: Subtask) => run(async () => {
      const words = t('subtask.promoted', named(title))
      const { undo } = await track(words, { todos: [id] }, async () => unnestTodo(await opened(), id))
      show(words, { undo })
    }),
  }
}
