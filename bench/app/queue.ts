import type { CommonPowerSyncDatabase } from '@powersync/common'
import { kyselyOf } from '../../powersync/kysely.ts'
import { createList } from '../../powersync/mutations/lists.ts'
import { addTodo, completeTodo, editTodo, renameTodo } from '../../powersync/mutations/todos.ts'

/** Queues so many edits on a device, each a transaction of its own as a person makes them: one in five a new todo, the rest changes of those. */
export async function queueEdits(database: CommonPowerSyncDatabase, me: string, edits: number): Promise<void> {
  const db = kyselyOf(database)
  const list = await createList(db, me, { name: 'A long flight' })
  let todo = ''
  for (let at = 1; at < edits; at++) {
    if (at % 5 === 1) todo = await addTodo(db, me, list, `Todo number ${at} of a good many`)
    else if (at % 5 === 2) await renameTodo(db, todo, `Todo number ${at}, said better`)
    else if (at % 5 === 3) await editTodo(db, todo, { labels: ['flight'], priority: 2 })
    else if (at % 5 === 4) await editTodo(db, todo, { dueOn: '2026-12-24' })
    else await completeTodo(db, me, todo)
  }
}
