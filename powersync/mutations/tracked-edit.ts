import type { Database } from '../kysely.ts'
import type { ReversibleTable, RowChange } from './row-changes.ts'
import { uploadLimits } from '../../shared/limits.ts'
import { inTransaction } from './in-transaction.ts'
import { changesBetween, readRows } from './row-changes.ts'

/** Which rows an act touches. */
export type Touched = Partial<Record<ReversibleTable, readonly string[]>>

/**
 * Does `act`, and says what it did to rows that are there. The act and the looks before and after it are one transaction: what arrives from others
 * at the same time is not taken for the act's doing, and so not taken back with it. Acts on more rows than one upload takes are the exception:
 * they are several transactions.
 */
export async function editTracked(db: Database, touched: Touched, act: (tx: Database) => Promise<unknown>): Promise<RowChange[]> {
  const { lists = [], todos = [] } = touched
  const look = async (tx: Database) => ({ lists: await readRows(tx, 'lists', lists), todos: await readRows(tx, 'todos', todos) })
  const watched = async (tx: Database) => {
    const before = await look(tx)
    await act(tx)
    const after = await look(tx)
    return [...changesBetween('lists', before.lists, after.lists), ...changesBetween('todos', before.todos, after.todos)]
  }
  return lists.length + todos.length > uploadLimits.batchOps ? await watched(db) : await inTransaction(db, watched)
}
