import type { Database } from '../kysely.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { RefusedEdit } from '../../shared/write-codes.ts'
import { recordIn } from '../../shared/record-in.ts'
import { tables } from '../../shared/tables/index.ts'
import { selectFallenWith } from '../queries/write-problems.ts'
import { inTransaction } from './in-transaction.ts'
import { redoOverwritten, redoRefused } from './redo-edit.ts'

/** The author has decided: the problem, and what fell with it, goes from all of their devices. */
export async function resolveWriteProblem(db: Database, id: string): Promise<void> {
  const resolved_at = new Date().toISOString()
  await inTransaction(db, async (tx) => {
    const fallen = await selectFallenWith(tx, id)
    await tx.updateTable('write_problems').set({ resolved_at }).where('id', 'in', [id, ...fallen.map(problem => problem.id)]).execute()
  })
}

/**
 * Makes the edit of a problem again as a new one, with what fell with it, and settles the problem. The edit is a
 * transaction of its own: refused once more, it comes back with the new reason and not twice.
 *
 * @param changes what the author corrected in a refused edit
 * @throws RedoError when the row is gone, or an overwritten value has changed again since
 */
export async function redoWriteProblem(db: Database, id: string, changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await inTransaction(db, async (tx) => {
    const problem = await tx.selectFrom('write_problems').selectAll().where('id', '=', id).executeTakeFirst()
    if (!problem || !isTable(problem.table_name)) return
    if (problem.kind === 'overwritten') {
      await redoOverwritten(tx, problem.table_name, problem.row_id, problem.column_name ?? '', parsed(problem.client_value), parsed(problem.server_value))
      return
    }
    for (const refused of [problem, ...await selectFallenWith(tx, id)]) {
      if (!isTable(refused.table_name)) continue
      const known = { changes: refused === problem ? changes : {}, seen: recordIn(parsed(refused.server_value)) }
      await redoRefused(tx, refused.table_name, refused.row_id, editIn(refused.client_value), known)
    }
  })
  await resolveWriteProblem(db, id)
}

function editIn(json: string | null): RefusedEdit {
  const edit = parsed(json)
  if (typeof edit !== 'object' || edit === null) return { op: 'PATCH', data: null }
  const { op, data } = edit as Partial<Record<string, unknown>>
  return {
    op: op === 'PUT' || op === 'DELETE' ? op : 'PATCH',
    data: typeof data === 'object' && data !== null ? recordIn(data) : null,
  }
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json)
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name)
}
