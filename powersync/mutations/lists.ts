import type { Database } from '../kysely.ts'
import type { Seen } from '../../shared/seen.ts'
import type { Place } from './positions.ts'
import { uuidv7 } from 'uuidv7'
import { selectLists } from '../queries/lists.ts'
import { inTransaction } from './in-transaction.ts'
import { positionAtEnd, positionsAfterMove } from './positions.ts'
import { updateRow } from './update-row.ts'

export interface NewList {
  name: string
  icon?: string | null
  color?: string | null
}

/** Makes a list at the end of the person's lists. The server makes the membership; `owner_id` is only for display until then. */
export async function createList(db: Database, me: string, list: NewList): Promise<string> {
  const id = uuidv7()
  await inTransaction(db, tx => insertList(tx, me, id, list))
  return id
}

/** The rows of a new list: itself, and its place at the end of the person's lists. */
export async function insertList(tx: Database, me: string, id: string, list: NewList): Promise<void> {
  const now = new Date().toISOString()
  const last = await tx.selectFrom('list_preferences').where('user_id', '=', me).select(eb => eb.fn.max('position').as('position')).executeTakeFirst()
  await tx.insertInto('lists').values({
    id,
    owner_id: me,
    name: list.name,
    icon: list.icon ?? null,
    color: list.color ?? null,
    archived_at: null,
    deleted_at: null,
    created_at: now,
    updated_at: now,
  }).execute()
  await tx.insertInto('list_preferences').values(preference(me, id, positionAtEnd(last?.position), now)).execute()
}

/** @param seen what it was called before the eyes of whoever renames it: see `updateRow` */
export async function renameList(db: Database, id: string, name: string, seen?: Seen): Promise<void> {
  await updateRow(db, 'lists', id, { name }, seen)
}

export async function restyleList(db: Database, id: string, style: { icon: string | null, color: string | null }): Promise<void> {
  await db.updateTable('lists').set(style).where('id', '=', id).execute()
}

/** Archived lists keep their todos on the server; other devices load them on demand. */
export async function archiveList(db: Database, id: string, archived: boolean): Promise<void> {
  await db.updateTable('lists').set({ archived_at: archived ? new Date().toISOString() : null }).where('id', '=', id).execute()
}

/** Into the trash; {@link restoreList} takes it out again. */
export async function removeList(db: Database, id: string): Promise<void> {
  await db.updateTable('lists').set({ deleted_at: new Date().toISOString() }).where('id', '=', id).execute()
}

export async function restoreList(db: Database, id: string): Promise<void> {
  await db.updateTable('lists').set({ deleted_at: null }).where('id', '=', id).execute()
}

/** Keeps a list at the top of this person's lists; other members' stay as they are. */
export async function pinList(db: Database, me: string, id: string, pinned: boolean): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await tx.selectFrom('list_preferences').where('id', '=', `${me}:${id}`).select('id').executeTakeFirst()
    if (row) await tx.updateTable('list_preferences').set({ pinned: pinned ? 1 : 0 }).where('id', '=', row.id).execute()
    else await tx.insertInto('list_preferences').values({ ...preference(me, id, null, new Date().toISOString()), pinned: pinned ? 1 : 0 }).execute()
  })
}

/** Moves a list in this person's own order, among the pinned ones or among the others; other members' orders stay. */
export async function moveList(db: Database, me: string, id: string, place: Place): Promise<void> {
  const now = new Date().toISOString()
  await inTransaction(db, async (tx) => {
    const all = await selectLists(tx, me).execute()
    const isPinned = all.find(list => list.id === id)?.pinned === 1
    const lists = all.filter(list => (list.pinned === 1) === isPinned)
    const arranged = await tx.selectFrom('list_preferences').where('user_id', '=', me).select('id').execute()
    const known = new Set(arranged.map(row => row.id))
    for (const { id: listId, position } of positionsAfterMove(lists, id, place)) {
      const row = preference(me, listId, position, now)
      if (known.has(row.id)) await tx.updateTable('list_preferences').set({ position }).where('id', '=', row.id).execute()
      else await tx.insertInto('list_preferences').values(row).execute()
    }
  })
}

function preference(me: string, listId: string, position: string | null, now: string) {
  return { id: `${me}:${listId}`, user_id: me, list_id: listId, position, pinned: 0, muted: 0, created_at: now, updated_at: now }
}
