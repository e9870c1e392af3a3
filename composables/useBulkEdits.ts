import type { Expected } from '~/composables/todo/expectations'
import type { useTodoBoard } from '~/composables/useTodoBoard'
import type { TodoItem } from '~/composables/useTodos'
import type { MessageKey } from '~/i18n/message-key'
import type { ActOnPart } from '~/powersync/mutations/tracked-edit'
import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { labelsIn } from '~/composables/todo/labels-in'
import { seenOf } from '~/composables/todo/seen-of'
import { labelLimits } from '~/shared/limits'
import { later } from '~/powersync/later'

const { duplicateTodos } = later(() => import('~/powersync/mutations/duplicate'))
const { completeTodos, editTodos, labelTodos, placeTodos, removeTodos, reopenTodos } = later(() => import('~/powersync/mutations/todos-bulk'))

type Board = Pick<ReturnType<typeof useTodoBoard>, 'find' | 'selectedTodos' | 'selection' | 'passFocusOn' | 'keepFocus' | 'todos'>
export type BulkEdits = ReturnType<typeof useBulkEdits>

interface Edit {
  words: string
  /** What the todos look like before the database has it. */
  expected: Expected
  /** The rows go from where they stand: the focus moves on and nothing stays selected. */
  leaves?: boolean
  run: ActOnPart
}

/**
 * What a person does to all selected todos at once: one edit, one message, one step to undo. Todos of lists that they may only look at
 * are left out.
 */
export function useBulkEdits({ find, selectedTodos, selection, passFocusOn, keepFocus, todos }: Board, listId: () => string | null) {
  const me = useMe()
  const { opened } = useDatabase()
  const { expecting, placing } = useExpectedTodos()
  const { seenBy } = useSeen()
  const { targets, moveTo } = useTodoMoves()
  const { trackMany, trackNew } = useHistory()
  const { show } = useToast()
  const { run } = useAction('todo.bulkFailed')
  const { polite } = useAnnouncer()
  const { t } = useWords()

  function edit(items: readonly TodoItem[], { words, expected, leaves = false, run: act }: Edit) {
    const ids = items.filter(item => item.place?.canEdit !== false).map(item => item.id)
    if (ids.length === 0) return Promise.resolve(false)
    if (leaves) {
      passFocusOn(...ids)
      selection.clear()
    }
    return run(() => expecting(ids, expected, async () => {
      const { undo } = await trackMany(words, ids, act)
      show(words, { undo })
    }, { seen: Object.fromEntries(items.map(item => [item.id, seenBy(seenOf(item))])) }))
  }

  const change = (words: string, expected: Expected, act: Edit['run']) => edit(selectedTodos.value, { words, expected, run: act })
  const amount = () => selectedTodos.value.length
  /** What was done, by its name where it is one todo. */
  function said(items: readonly TodoItem[], one: MessageKey, many: MessageKey) {
    const [first] = items
    return first && items.length === 1 ? t(one, { title: shortened(first.title) }) : t(many, { count: items.length })
  }

  return {
    /** Completes them, or opens them again if all are completed. */
    toggle() {
      const open = selectedTodos.value.filter(todo => todo.completedAt === null)
      const completedAt = open.length > 0 ? new Date().toISOString() : null
      return completedAt
        ? edit(open, { words: said(open, 'act.completed', 'act.bulkCompleted'), expected: { completedAt }, leaves: true, run: (db, ids) => completeTodos(db, me.value, ids) })
        : edit(selectedTodos.value, { words: said(selectedTodos.value, 'act.reopened', 'act.bulkReopened'), expected: { completedAt }, leaves: true, run: (db, ids) => reopenTodos(db, ids) })
    },
    remove: () => edit(selectedTodos.value, { words: said(selectedTodos.value, 'act.removed', 'act.bulkRemoved'), expected: { isGone: 'deleted' }, leaves: true, run: removeTodos }),
    setDue: (dueOn: string | null) => change(said(selectedTodos.value, 'act.changedDate', 'act.bulkDue'), { dueOn }, (db, ids) => editTodos(db, ids, { dueOn })),
    setPriority: (priority: number) => change(said(selectedTodos.value, 'act.changedPriority', 'act.bulkPriority'), { priority }, (db, ids) => editTodos(db, ids, { priority })),
    assign: (assignee: TodoItem['assignee']) => change(
      assignee ? t('act.bulkAssigned', { count: amount(), name: assignee.name }) : t('act.bulkUnassigned', { count: amount() }),
      { assignee },
      (db, ids) => editTodos(db, ids, { assigneeId: assignee?.userId ?? null }),
    ),
    addLabel: (label: string) => change(t('act.bulkLabelled', { count: amount(), label }), {}, (db, ids) => labelTodos(db, ids, (json) => {
      const labels = labelsIn(json)
      return labels.includes(label) || labels.length >= labelLimits.count ? null : [...labels, label]
    })),
    removeLabel: (label: string) => change(t('act.bulkUnlabelled', { count: amount(), label }), {}, (db, ids) => labelTodos(db, ids, (json) => {
      const labels = labelsIn(json)
      return labels.includes(label) ? labels.filter(other => other !== label) : null
    })),
    duplicate: () => run(async () => {
      const ids = selectedTodos.value.map(todo => todo.id)
      const words = t('act.bulkDuplicated', { count: ids.length })
      const { undo } = await trackNew(words, async () => duplicateTodos(await opened(), me.value, ids))
      show(words, { undo })
    }),
    targets,
    moveTo(ids: readonly string[], to: string) {
      const going = new Set(ids)
      return moveTo(todos.value.filter(todo => going.has(todo.id)), listId(), to, (...leaving) => {
        passFocusOn(...leaving)
        selection.clear()
      })
    },
    /** Puts todos at `index` of the open ones without them. */
    place(ids: readonly string[], index: number) {
      const list = listId()
      const going = new Set(ids)
      const others = todos.value.filter(todo => todo.completedAt === null && !going.has(todo.id))
      if (list === null || !ids[0]) return Promise.resolve(false)
      keepFocus(ids[0])
      const words = ids.length === 1 ? t('act.moved', { title: shortened(find(ids[0])?.title ?? '') }) : t('act.bulkMoved', { count: ids.length })
      const to = { after: others[index - 1]?.id, before: others[index]?.id }
      return run(() => placing({ listId: list, parentId: null, ids, to }, async () => {
        await trackMany(words, ids, (tx, part, following) => placeTodos(tx, list, part, following === undefined ? to : { ...to, before: following }))
        polite(t('act.placed', { place: index + 1, total: others.length + ids.length }))
      }))
    },
  }
}
