import { uuidv7 } from 'uuidv7'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
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
  const { seenBy } = useSeen()
  const { track, trackNew } = useHistory()
  const { show } = useToast()
  const { polite } = useAnnouncer()
  const { run } = useAction('act.notSaved')
  const { rows } = useLiveQuery(() => subtasksOf(todoId()))
  const { expected, asPainted, expecting, placing } = useExpectedTodos()
  const named = (title: string) => ({ title: shortened(title) })

  const subtasks = computed<Subtask[]>(() => rows.value.flatMap(({ id, title, completedAt }) => {
    const { isGone, ...changes } = expected.value.get(id) ?? {}
    return isGone ? [] : [asPainted({ id, title, completedAt, ...changes })]
  }))

  return {
    subtasks,
    doneCount: computed(() => subtasks.value.filter(subtask => subtask.completedAt !== null).length),

    /** Behind the others, in the order given. */
    add: (titles: readonly string[]) => run(() => {
      const [first = ''] = titles
      return trackNew(titles.length > 1 ? t('act.addedMany', { count: titles.length }) : t('act.added', named(first)), () => (
        Promise.all(titles.map(title => addTo(listId(), title, { id: uuidv7(), parentId: todoId() })))
      ))
    }),

    /** @param was what it was called when the person began */
    rename(id: string, title: string, was: string) {
      const seen = seenBy({ title: was })
      return run(() => expecting([id], { title }, () => (
        track(t('act.renamed', named(title)), { todos: [id] }, db => renameTodo(db, id, title, seen))
      ), { seen: { [id]: seen } }))
    },

    toggle: ({ id, title, completedAt }: Subtask) => run(() => expecting([id], { completedAt: completedAt ? null : new Date().toISOString() }, async () => {
      const words = t(completedAt ? 'act.reopened' : 'act.completed', named(title))
      await track(words, { todos: [id] }, db => completedAt ? reopenTodo(db, id) : completeTodo(db, me.value, id))
      polite(words)
    })),

    remove: ({ id, title }: Subtask) => run(() => expecting([id], { isGone: 'deleted' }, async () => {
      const words = t('act.removed', named(title))
      const { undo } = await track(words, { todos: [id] }, db => removeTodo(db, id))
      show(words, { undo })
    })),

    /** Puts it at `index` of the others. */
    place({ id, title }: Subtask, index: number) {
      const others = subtasks.value.filter(subtask => subtask.id !== id)
      const to = { after: others[index - 1]?.id, before: others[index]?.id }
      return run(() => placing({ listId: listId(), parentId: todoId(), ids: [id], to }, async () => {
        await track(t('act.moved', named(title)), { todos: [id] }, db => moveSubtask(db, id, to))
        polite(t('act.placed', { place: index + 1, total: others.length + 1 }))
      }))
    },

    promote: ({ id, title }: Subtask) => run(async () => {
      const words = t('subtask.promoted', named(title))
      const { undo } = await track(words, { todos: [id] }, db => unnestTodo(db, id))
      show(words, { undo })
    }),
  }
}
