import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GuestSchema } from '../../../powersync/AppSchema.ts'
import { guestId } from '../../../powersync/guest.ts'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { moveGuest } from '../../../powersync/mutations/move-guest.ts'
import { addTodo, completeTodo, removeTodo } from '../../../powersync/mutations/todos.ts'
import { selectLists } from '../../../powersync/queries/lists.ts'
import { selectTodos } from '../../../powersync/queries/todos.ts'
import { inboxId } from '../../../shared/inbox.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let guest: LocalDatabaseForTest
let account: LocalDatabaseForTest
let list: string

beforeEach(async () => {
  guest = await openLocalDatabase(GuestSchema)
  account = await openLocalDatabase()
  const db = kyselyOf(guest.database)
  list = await createList(db, guestId, { name: 'Garden' })
  const roses = await addTodo(db, guestId, list, 'Water the roses')
  await addTodo(db, guestId, list, 'Rake the leaves', { assigneeId: guestId })
  await completeTodo(db, guestId, roses)
  await removeTodo(db, await addTodo(db, guestId, list, 'In the trash'))
})

afterEach(() => Promise.all([guest.remove(), account.remove()]))

const move = () => moveGuest(kyselyOf(guest.database), kyselyOf(account.database), 'ada')
const listsOf = (me: string) => selectLists(kyselyOf(account.database), me).execute()
const todos = () => selectTodos(kyselyOf(account.database), list).execute()

test('a guest’s edits are kept and queued for nobody', async () => {
  expect((await guest.database.getUploadQueueStats()).count).toBe(0)
  expect(await selectLists(kyselyOf(guest.database), guestId).execute()).toMatchObject([{ name: 'Garden', openCount: 1 }])
})

test('signing up brings everything into the account in one transaction', async () => {
  await move()
  expect(await listsOf('ada')).toMatchObject([{ id: list, name: 'Garden', role: 'owner' }])
  expect((await todos()).map(todo => [todo.title, todo.completedAt !== null, todo.assigneeId])).toEqual([
    ['Water the roses', true, null],
    ['Rake the leaves', false, 'ada'],
  ])
  const transaction = await account.database.getNextCrudTransaction()
  expect(transaction?.crud.map(op => `${op.op} ${op.table}`)).toEqual(['PUT lists', 'PUT list_preferences', 'PUT todos', 'PUT todos'])
  expect(JSON.stringify(transaction?.crud)).not.toContain(`"${guestId}`)
})

test('a tab that dies after the move and before the clearing doubles nothing', async () => {
  await move()
  // In between the person already deleted a todo in the account.
  await kyselyOf(account.database).deleteFrom('todos').where('title', '=', 'Rake the leaves').execute()
  const queued = (await account.database.getUploadQueueStats()).count
  await move()
  expect(await listsOf('ada')).toHaveLength(1)
  expect(await todos()).toHaveLength(1)
  expect((await account.database.getUploadQueueStats()).count).toBe(queued)
})

test('a move into an account with lists of its own puts the guest’s behind them', async () => {
  await createList(kyselyOf(account.database), 'ada', { name: 'House' })
  await move()
  expect((await listsOf('ada')).map(row => row.name)).toEqual(['House', 'Garden'])
})

test('the guest’s Inbox goes into the account’s own, and families stay together', async () => {
  const [me, db] = ['01936f00-0000-7000-8000-0000000000aa', kyselyOf(guest.database)]
  const ferry = await addTodo(db, guestId, inboxId(guestId), 'Book the ferry')
  await addTodo(db, guestId, inboxId(guestId), 'Compare times', { parentId: ferry })
  const gone = await addTodo(db, guestId, inboxId(guestId), 'Gone')
  await addTodo(db, guestId, inboxId(guestId), 'Gone with it', { parentId: gone })
  await removeTodo(db, gone)
  await addTodo(kyselyOf(account.database), me, inboxId(me), 'Call the dentist')
  await moveGuest(db, kyselyOf(account.database), me)
  expect((await selectTodos(kyselyOf(account.database), inboxId(me)).execute()).map(todo => todo.title).sort()).toEqual(['Book the ferry', 'Call the dentist'])
  expect((await kyselyOf(account.database).selectFrom('todos').select(['title', 'list_id']).where('parent_id', 'is not', null).execute())).toEqual([{ title: 'Compare times', list_id: inboxId(me) }])
  expect((await listsOf(me)).filter(row => row.id === inboxId(me))).toHaveLength(1)
})
