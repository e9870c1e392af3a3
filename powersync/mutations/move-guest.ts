import type { Database } from '../kysely.ts'
import { uuidv7 } from 'uuidv7'
import { inboxId } from '../../shared/inbox.ts'
import { guestId } from '../guest.ts'
import { positionAtEnd } from './positions.ts'

/** Rows of one transaction: nearly every guest's move is one, and an upload takes no larger ones (`shared/limits.ts`). */
const chunk = 5_000

/**
 * Brings what a guest made into their account's database, as new rows to be sent.
 *
 * Safe to run again, also after it was cut off anywhere: a move that was completed is known by its mark, and rows that
 * are there already are left alone. The guest's rows are only read; clear them when this has returned.
 */
export async function moveGuest(guest: Database, account: Database, me: string): Promise<void> {
  const move = await moveOf(guest)
  const done = await account.selectFrom('guest_moves').where('id', '=', move).select('id').executeTakeFirst()
  if (done) return

  const rows = [...await listsOf(guest, account, me), ...await todosOf(guest, account, me)]
  for (let start = 0; start < rows.length || start === 0; start += chunk) {
    const part = rows.slice(start, start + chunk)
    const isLast = start + chunk >= rows.length
    await account.transaction().execute(async (tx) => {
      for (const insert of part) await insert(tx)
      if (isLast) await tx.insertInto('guest_moves').values({ id: move, moved_at: new Date().toISOString() }).execute()
    })
  }
}

type Insert = (tx: Database) => Promise<unknown>

/** The mark of this guest's move, kept beside the guest's rows and cleared with them. */
async function moveOf(guest: Database): Promise<string> {
  const begun = await guest.selectFrom('guest_moves').select('id').executeTakeFirst()
  if (begun) return begun.id
  const id = uuidv7()
  await guest.insertInto('guest_moves').values({ id, moved_at: new Date().toISOString() }).execute()
  return id
}

async function listsOf(guest: Database, account: Database, me: string): Promise<Insert[]> {
  const there = new Set((await account.selectFrom('lists').select('id').execute()).map(row => row.id))
  const lists = (await guest.selectFrom('lists').selectAll().where('deleted_at', 'is', null).execute()).map(list => ({ ...list, id: homeOf(list.id, me) }))
  const places = await guest.selectFrom('list_preferences').selectAll().orderBy('position').execute()
  const ours = new Map(lists.filter(list => !there.has(list.id)).map(list => [list.id, list]))
  const last = await account.selectFrom('list_preferences').where('user_id', '=', me).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()

  let position = last?.position ?? null
  const inserts: Insert[] = [...ours.values()].map(list => tx => tx.insertInto('lists').values({ ...list, owner_id: me }).execute())
  for (const place of places) {
    if (!ours.has(place.list_id)) continue
    const next = positionAtEnd(position)
    position = next
    const row = { ...place, id: `${me}:${place.list_id}`, user_id: me, position: next }
    inserts.push(tx => tx.insertInto('list_preferences').values(row).execute())
  }
  return inserts
}

async function todosOf(guest: Database, account: Database, me: string): Promise<Insert[]> {
  const there = new Set((await account.selectFrom('todos').select('id').execute()).map(row => row.id))
  const todos = await guest.selectFrom('todos')
    .innerJoin('lists', 'lists.id', 'todos.list_id')
    // The subtasks of a todo in the trash are in the trash with it.
    .leftJoin('todos as parent', 'parent.id', 'todos.parent_id')
    .where('parent.deleted_at', 'is', null)
    .where('todos.deleted_at', 'is', null)
    .where('lists.deleted_at', 'is', null)
    .selectAll('todos')
    .orderBy('todos.id')
    .execute()
  const mine = (userId: string | null) => userId === guestId ? me : userId
  return todos.filter(todo => !there.has(todo.id)).map((todo) => {
    const row = { ...todo, list_id: homeOf(todo.list_id, me), created_by: me, completed_by: mine(todo.completed_by), assignee_id: mine(todo.assignee_id) }
    return tx => tx.insertInto('todos').values(row).execute()
  })
}

/** The guest's Inbox goes into the account's own, which may be there already. */
function homeOf(listId: string, me: string): string {
  return listId === inboxId(guestId) ? inboxId(me) : listId
}
