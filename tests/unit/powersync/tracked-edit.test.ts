import { expect, test } from 'vitest'
import { createList } from '../../../powersync/mutations/lists.ts'
import { revertChanges } from '../../../powersync/mutations/row-changes.ts'
import { completeTodos, moveTodosToList, placeTodos } from '../../../powersync/mutations/todos-bulk.ts'
import { addTodo, renameTodo } from '../../../powersync/mutations/todos.ts'
import { editManyTracked } from '../../../powersync/mutations/tracked-edit.ts'
import { orderOf } from '../../../powersync/mutations/todo-order.ts'
import { useLocalList } from '../../support/local-list.ts'
import { addManyTodos } from '../../support/many-todos.ts'

const { db, list, database } = useLocalList()

const idsIn = async (listId = list()) => (await orderOf(db(), { listId, parentId: null })).map(todo => todo.id)
const todo = (id: string) => db().selectFrom('todos').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** How many operations each transaction of the queue has. */
const queue = async () => (await database().getAll<{ ops: number }>('SELECT count(*) AS ops FROM ps_crud GROUP BY tx_id ORDER BY tx_id')).map(row => row.ops)

async function many() {
  await addManyTodos(database(), { listId: list(), count: 2_300 })
  await database().execute('DELETE FROM ps_crud')
  return await idsIn()
}

test('an act on more todos than one upload takes is several transactions, and what somebody else changes meanwhile is not taken back with it', async () => {
  const ids = await many()
  let theirs: Promise<void> | undefined
  const changes = await editManyTracked(db(), ids, (tx, part) => {
    theirs ??= renameTodo(db(), ids[0]!, 'Oat milk')
    return completeTodos(tx, 'me', part)
  })
  await theirs
  expect((await queue()).toSorted((a, b) => a - b)).toEqual([1, 300, 1_000, 1_000])
  expect(changes.map(change => change.id)).toEqual(ids)
  expect(changes[0]?.before).not.toHaveProperty('title')
  expect(await revertChanges(db(), changes, 'back')).toEqual([])
  expect(await todo(ids[0]!)).toMatchObject({ title: 'Oat milk', completed_at: null })
})

test('many todos stand in their order in the place, or the list, to which they go together, with their subtasks, and come back from there', async () => {
  const ids = await many()
  const subtask = await addTodo(db(), 'me', list(), 'Below', { parentId: ids[5] })
  const [first = '', second = '', ...others] = ids
  const placed = await editManyTracked(db(), others, (tx, part, following) => placeTodos(tx, list(), part, { after: first, before: following ?? second }))
  expect(await idsIn()).toEqual([first, ...others, second])
  await revertChanges(db(), placed, 'back')
  expect(await idsIn()).toEqual(ids)

  const other = await createList(db(), 'me', { name: 'Home' })
  const there = await addTodo(db(), 'me', other, 'There')
  const moved = await editManyTracked(db(), ids, (tx, part) => moveTodosToList(tx, 'me', part, other))
  expect(await idsIn(other)).toEqual([...ids, there])
  expect(await todo(subtask)).toMatchObject({ list_id: other, parent_id: ids[5] })
  await revertChanges(db(), moved, 'back')
  expect(await idsIn()).toEqual(ids)
  expect(await todo(subtask)).toMatchObject({ list_id: list(), parent_id: ids[5] })
})
