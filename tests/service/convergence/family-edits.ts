import type { Database } from '../../../powersync/kysely.ts'
import type { Dice } from './choice.ts'
import type { Editor, Journal } from './journal.ts'
import { duplicateTodos } from '../../../powersync/mutations/duplicate.ts'
import { revertChanges } from '../../../powersync/mutations/row-changes.ts'
import { moveSubtask, nestTodo, unnestTodo } from '../../../powersync/mutations/subtasks.ts'
import { completeTodos, labelTodos, moveTodosToList, placeTodos, removeTodos, reopenTodos } from '../../../powersync/mutations/todos-bulk.ts'
import { addTodo } from '../../../powersync/mutations/todos.ts'
import { editTracked } from '../../../powersync/mutations/tracked-edit.ts'
import { choose, chooseSome, lists, todos } from './choice.ts'

/** What a person does to several todos at once: to a todo with its subtasks, to a selection, and back again. */
export const familyEdits = {
  async addSubtask(device: Editor, { a }: Dice, journal: Journal) {
    const parent = await choose(todos(device.db), a)
    if (!parent) return
    const title = journal.next(device)
    await journal.add(device, 'todos', await addTodo(device.db, device.userId, parent.list_id, title, { parentId: parent.id }), title, null)
  },
  async nestTodo({ db }: Editor, { a, b }: Dice) {
    const [todo, parent] = [await choose(todos(db), a), await choose(todos(db), b)]
    if (todo && parent) await nestTodo(db, todo.id, parent.id)
  },
  async unnestTodo({ db }: Editor, { a }: Dice) {
    const todo = await choose(todos(db), a)
    if (todo) await unnestTodo(db, todo.id)
  },
  async reorderSubtask({ db }: Editor, { a, b }: Dice) {
    const subtask = await choose(todos(db).then(all => all.filter(todo => todo.parent_id !== null)), a)
    const sibling = subtask && await choose(todos(db).then(all => all.filter(todo => todo.parent_id === subtask.parent_id && todo.id !== subtask.id)), b)
    if (subtask && sibling) await moveSubtask(db, subtask.id, { before: sibling.id })
  },
  completeSome: async ({ db, userId }: Editor, dice: Dice) => completeTodos(db, userId, await chooseSome(db, dice)),
  reopenSome: async ({ db }: Editor, dice: Dice) => reopenTodos(db, await chooseSome(db, dice)),
  removeSome: async ({ db }: Editor, dice: Dice) => removeTodos(db, (await chooseSome(db, dice)).slice(0, 3)),
  labelSome: async ({ db }: Editor, dice: Dice) => labelTodos(db, await chooseSome(db, dice), () => [`label ${dice.b % 5}`]),
  async placeSome({ db }: Editor, { a, b }: Dice) {
    const anchor = await choose(todos(db), a)
    const others = (await todos(db)).filter(todo => todo.list_id === anchor?.list_id && todo.id !== anchor.id && todo.parent_id === null)
    if (anchor) await placeTodos(db, anchor.list_id, others.slice(0, 1 + b % 3).map(todo => todo.id), { after: anchor.id })
  },
  async moveSome({ db, userId }: Editor, dice: Dice) {
    const list = await choose(lists(db), dice.b)
    if (list) await moveTodosToList(db, userId, await chooseSome(db, dice), list.id)
  },
  duplicateSome: async ({ db, userId }: Editor, dice: Dice) => duplicateTodos(db, userId, (await chooseSome(db, dice)).slice(0, 2)),
  /** Done and taken back at once, as with Undo: what somebody else changed in between stays. */
  async doAndUndo(device: Editor, dice: Dice) {
    const { db, userId } = device
    const ids = await chooseSome(db, dice)
    const list = await choose(lists(db), dice.a)
    const move = (tx: Database) => list ? moveTodosToList(tx, userId, ids, list.id) : Promise.resolve()
    const acts = [(tx: Database) => completeTodos(tx, userId, ids), (tx: Database) => removeTodos(tx, ids), move]
    const changes = await editTracked(db, { todos: ids }, async tx => await acts[dice.b % acts.length]?.(tx))
    await revertChanges(db, changes, 'back')
  },
} as const
