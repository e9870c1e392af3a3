import type { Database } from '../../../powersync/kysely.ts'
import type { Dice } from './choice.ts'
import type { Editor, Journal } from './journal.ts'
import { roles } from '../../../shared/tables/list-members.ts'
import { archiveList, createList, moveList, removeList, renameList, restoreList } from '../../../powersync/mutations/lists.ts'
import { leaveList, removeMember, setMemberRole } from '../../../powersync/mutations/members.ts'
import { RedoError } from '../../../powersync/mutations/RedoError.ts'
import { addTodo, completeTodo, editTodo, removeTodo, renameTodo, reopenTodo, restoreTodo } from '../../../powersync/mutations/todos.ts'
import { placeTodos } from '../../../powersync/mutations/todos-bulk.ts'
import { redoWriteProblem, resolveWriteProblem } from '../../../powersync/mutations/write-problems.ts'
import { choose, lists, members, problems, todos } from './choice.ts'
import { familyEdits } from './family-edits.ts'

export type { Dice } from './choice.ts'

type Edit = (device: Editor, dice: Dice, journal: Journal) => Promise<unknown>

/**
 * What a person can do on a device, whether it is allowed or not: a device that is offline does not know. Rows are chosen among those that
 * the device has; without one nothing happens.
 */
export const edits = {
  async addTodo(device, { a }, journal) {
    const list = await choose(lists(device.db), a)
    if (!list) return
    const title = journal.next(device)
    await journal.add(device, 'todos', await addTodo(device.db, device.userId, list.id, title), title, null)
  },
  async renameTodo(device, { a }, journal) {
    // In one transaction: between reading and writing, a checkpoint could take the row away.
    await device.db.transaction().execute(async (tx) => {
      const todo = await choose(todos(tx), a)
      if (!todo) return
      const title = journal.next(device)
      await renameTodo(tx, todo.id, title)
      await journal.add(device, 'todos', todo.id, title, todo.title)
    })
  },
  async renameList(device, { a }, journal) {
    await device.db.transaction().execute(async (tx) => {
      const list = await choose(lists(tx), a)
      if (!list) return
      const name = journal.next(device)
      await renameList(tx, list.id, name)
      await journal.add(device, 'lists', list.id, name, list.name)
    })
  },
  async createList(device, _, journal) {
    const name = journal.next(device)
    await journal.add(device, 'lists', await createList(device.db, device.userId, { name }), name, null)
  },
  completeTodo: (device, { a }) => onTodo(device, a, id => completeTodo(device.db, device.userId, id)),
  reopenTodo: (device, { a }) => onTodo(device, a, id => reopenTodo(device.db, id)),
  labelTodo: (device, { a, b }) => onTodo(device, a, id => editTodo(device.db, id, { labels: [`label ${b % 5}`], priority: b % 4 })),
  async assignTodo(device, { a, b }) {
    const member = await choose(members(device.db), b)
    await onTodo(device, a, id => editTodo(device.db, id, { assigneeId: member?.user_id ?? null }))
  },
  removeTodo: (device, { a }) => onTodo(device, a, id => removeTodo(device.db, id)),
  restoreTodo: (device, { a }) => onTodo(device, a, id => restoreTodo(device.db, id)),
  async reorderTodo(device, { a, b }) {
    const [todo, neighbour] = [await choose(todos(device.db), a), await choose(todos(device.db), b)]
    if (todo && neighbour && todo.id !== neighbour.id) await placeTodos(device.db, todo.list_id, [todo.id], { after: neighbour.id })
  },
  async moveTodoToList(device, { a, b }) {
    const list = await choose(lists(device.db), b)
    if (list) await onTodo(device, a, id => device.db.updateTable('todos').set({ list_id: list.id }).where('id', '=', id).execute())
  },
  async makeSubtask(device, { a, b }) {
    const parent = b % 4 === 0 ? undefined : await choose(todos(device.db), b)
    await onTodo(device, a, id => device.db.updateTable('todos').set({ parent_id: parent?.id ?? null }).where('id', '=', id).execute())
  },
  reorderList: async (device, { a, b }) => {
    const [list, neighbour] = [await choose(lists(device.db), a), await choose(lists(device.db), b)]
    if (list && neighbour && list.id !== neighbour.id) await moveList(device.db, device.userId, list.id, { before: neighbour.id })
  },
  archiveList: (device, { a, b }) => onList(device, a, id => archiveList(device.db, id, b % 2 === 0)),
  removeList: (device, { a }) => onList(device, a, id => removeList(device.db, id)),
  restoreList: (device, { a }) => onList(device, a, id => restoreList(device.db, id)),
  async changeRole(device, { a, b }) {
    const member = await choose(members(device.db), a)
    const role = roles[b % roles.length]
    if (member && role) await setMemberRole(device.db, member.id, role)
  },
  async removeMember(device, { a }) {
    const member = await choose(members(device.db), a)
    if (member) await removeMember(device.db, member.id)
  },
  leaveList: (device, { a }) => onList(device, a, id => leaveList(device.db, device.userId, id)),
  async settleProblem(device, { a }) {
    const problem = await choose(problems(device.db), a)
    if (problem) await resolveWriteProblem(device.db, problem.id)
  },
  async redoProblem(device, { a }, journal) {
    const problem = await choose(problems(device.db), a)
    if (!problem) return
    // In one transaction: what arrives meanwhile was not seen.
    const [before, after] = await device.db.transaction().execute(async (tx) => {
      const was = await textOf(tx, problem.row_id)
      await redoWriteProblem(tx, problem.id)
      return [was, await textOf(tx, problem.row_id)]
    }).catch((error: unknown) => {
      if (error instanceof RedoError) return []
      throw error
    })
    const isMine = after && after.text !== before?.text && problem.client_value?.includes(JSON.stringify(after.text))
    if (isMine) await journal.add(device, after.table, problem.row_id, after.text, before?.text ?? null)
  },
  ...familyEdits,
} as const satisfies Record<string, Edit>

export type EditName = keyof typeof edits

async function textOf(db: Database, rowId: string) {
  const todo = await db.selectFrom('todos').select('title as text').where('id', '=', rowId).executeTakeFirst()
  if (todo) return { table: 'todos', text: todo.text } as const
  const list = await db.selectFrom('lists').select('name as text').where('id', '=', rowId).executeTakeFirst()
  return list && { table: 'lists', text: list.text } as const
}

async function onTodo(device: Editor, dice: number, act: (id: string) => Promise<unknown>): Promise<void> {
  const todo = await choose(todos(device.db), dice)
  if (todo) await act(todo.id)
}

async function onList(device: Editor, dice: number, act: (id: string) => Promise<unknown>): Promise<void> {
  const list = await choose(lists(device.db), dice)
  if (list) await act(list.id)
}
