import type { Role } from '../../shared/tables/list-members.ts'
import type { Database } from '../kysely.ts'

/** Only an owner's change is taken by the server. */
export async function setMemberRole(db: Database, membershipId: string, role: Role): Promise<void> {
  await db.updateTable('list_members').set({ role }).where('id', '=', membershipId).execute()
}

/** An owner removes anyone; anyone removes themself (leaves). */
export async function removeMember(db: Database, membershipId: string): Promise<void> {
  await db.deleteFrom('list_members').where('id', '=', membershipId).execute()
}

/** Leaves a list. The list and its todos go from this device at the next checkpoint. */
export async function leaveList(db: Database, me: string, listId: string): Promise<void> {
  await db.deleteFrom('list_members').where('list_id', '=', listId).where('user_id', '=', me).execute()
}
