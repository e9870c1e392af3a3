import type { Kysely } from 'kysely'
import type { Database } from '../../../server/database/schema.ts'
import type { AppliedUpload } from '../../support/app-backend.ts'
import type { WrittenText } from './journal.ts'

/**
 * The texts that are nowhere any more and about which nobody told their author. None may be.
 *
 * A text is where it was written; or its author has a problem for it; or whoever replaced it had it before their eyes. A refused text is always
 * a problem. Who is no longer a member is not told what became of texts that were taken.
 */
export async function lostTexts(db: Kysely<Database>, texts: readonly WrittenText[], uploads: readonly AppliedUpload[]): Promise<string[]> {
  const lost: string[] = []
  const answers = answersByRow(uploads)
  for (const text of texts) {
    const answer = answers.get(`${text.rowId} ${text.text}`)
    const where = `${text.text} (${text.table} ${text.rowId}, in place of ${text.replaced}, ${answer})`
    if (answer === undefined) lost.push(`${where} was never sent`)
    else if (await isTold(db, text)) continue
    else if (answer === 'refused') lost.push(`${where} was refused without a problem`)
    else if (await isThere(db, text) || wasReplacedKnowingly(text, texts, answers) || !await isMember(db, text)) continue
    else lost.push(`${where} was replaced without a problem`)
  }
  return lost
}

/** By row and text: a copy of a todo has the same text. */
function answersByRow(uploads: readonly AppliedUpload[]): Map<string, 'applied' | 'refused'> {
  const answers = new Map<string, 'applied' | 'refused'>()
  for (const { upload, results } of uploads) {
    for (const [at, { ops }] of upload.transactions.entries()) {
      for (const { id, data } of ops) answers.set(`${id} ${String(data?.title ?? data?.name)}`, results[at]?.status ?? 'refused')
    }
  }
  return answers
}

export async function isTold(db: Kysely<Database>, { userId, rowId, text }: WrittenText): Promise<boolean> {
  const problems = await db.selectFrom('write_problems').select(['kind', 'client_value']).where('user_id', '=', userId).where('row_id', '=', rowId).execute()
  return problems.some(problem => JSON.stringify(problem.client_value).includes(JSON.stringify(text)))
}

export async function isThere(db: Kysely<Database>, { table, rowId, text }: WrittenText): Promise<boolean> {
  const row = table === 'todos'
    ? await db.selectFrom('todos').select('title as text').where('id', '=', rowId).executeTakeFirst()
    : await db.selectFrom('lists').select('name as text').where('id', '=', rowId).executeTakeFirst()
  return row?.text === text
}

function wasReplacedKnowingly(text: WrittenText, texts: readonly WrittenText[], answers: ReadonlyMap<unknown, string>): boolean {
  return texts.some(later => later.rowId === text.rowId && later.replaced === text.text && answers.get(`${later.rowId} ${later.text}`) === 'applied')
}

export async function isMember(db: Kysely<Database>, { table, rowId, userId }: WrittenText): Promise<boolean> {
  const listId = table === 'lists' ? rowId : (await db.selectFrom('todos').select('list_id').where('id', '=', rowId).executeTakeFirst())?.list_id
  const member = await db.selectFrom('list_members').select('id').where('list_id', '=', listId ?? '').where('user_id', '=', userId).executeTakeFirst()
  return member !== undefined
}
