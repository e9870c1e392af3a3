import type { Database } from '../kysely.ts'

/** Who shares a list, the owner first, then by name. A person whose profile has not come yet has no name. */
export function selectMembers(db: Database, listId: string) {
  return db
    .selectFrom('list_members as member')
    .leftJoin('profiles as profile', 'profile.id', 'member.user_id')
    .where('member.list_id', '=', listId)
    .select(['member.id', 'member.user_id as userId', 'member.role', 'profile.name', 'profile.color'])
    .orderBy(eb => eb.case().when('member.role', '=', 'owner').then(0).else(1).end())
    .orderBy('profile.name')
    .orderBy('member.id')
}
