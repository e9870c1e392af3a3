import type { Kysely } from 'kysely'
import type { RowExplanation, RowQuestion } from '../../shared/inspector/row-explanation.ts'
import type { Database } from '../database/schema.ts'
import type { RowAnswer } from './row-answer.ts'
import { rowAnswer } from './row-answer.ts'
import { isSynced, mayKnowRow } from './row-visibility.ts'
import { askSyncService } from './sync-service.ts'

/**
 * Why a row is, or is not, with a person. Who may not look at everything is told of the rows that are theirs to know; of all others, of
 * those that are not there too, the streams alone.
 *
 * @param seesAll an operator, or a developer at their own machine
 * @throws {ApiError} 422 or 502 where the sync service cannot be asked
 */
export async function explainRow(db: Kysely<Database>, userId: string, { table, id, subscriptions }: RowQuestion, seesAll: boolean): Promise<RowExplanation> {
  const streams = { subscriptions: subscriptions ?? [] }
  if (!seesAll && !await mayKnowRow(db, userId, table, id)) {
    // Asked of no row at all: nothing of a row that is there can shine through.
    const answer = await askSyncService('row', { table: isSynced(table) ? table : '', id: '', user_id: userId, streams }, rowAnswer)
    return { ...explanation(userId, answer), verdict: { code: 'hidden', text: hiddenText(answer) }, members: [] }
  }
  const answer = await askSyncService('row', { table, id, user_id: userId, streams }, rowAnswer)
  return { ...explanation(userId, answer), members: await readMembers(db, table, answer) }
}

function explanation(userId: string, { verdict, source, storage, evaluated, person, queries }: RowAnswer): Omit<RowExplanation, 'members'> {
  return {
    verdict,
    row: source.row,
    buckets: { stored: storage.map(({ bucket }) => bucket), due: evaluated.buckets },
    person: { user_id: userId, ...person },
    queries,
  }
}

function hiddenText({ verdict: { code } }: RowAnswer): string {
  if (code === 'table_unknown' || code === 'not_synced') return 'No table of that name comes to devices.'
  return 'There is no row of that id among those that you may see: it does not exist, or it belongs to a list that you are not, or no longer, a member of.'
}

/** The members of the list that a row is, or is in. */
async function readMembers(db: Kysely<Database>, table: string, { source: { row } }: RowAnswer): Promise<RowExplanation['members']> {
  const listId = table === 'lists' ? row?.id : row?.list_id
  if (typeof listId !== 'string') return []
  return db.selectFrom('list_members as m').innerJoin('users as u', 'u.id', 'm.user_id').where('m.list_id', '=', listId)
    .select(['m.user_id', 'u.name', 'm.role']).orderBy('u.name').limit(100).execute()
}
