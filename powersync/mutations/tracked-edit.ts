import type { Database } from '../kysely.ts'
import type { ReversibleTable, RowChange } from './row-changes.ts'
import { uploadLimits } from '../../shared/limits.ts'
import { familiesOf } from '../queries/subtasks.ts'
import { inTransaction } from './in-transaction.ts'
import { changesBetween, readRows } from './row-changes.ts'

/** Which rows an act touches. */
export type Touched = Partial<Record<ReversibleTable, readonly string[]>>

type Act = (tx: Database) => Promise<unknown>

/** @param following the first of the todos that come after the part, which was done before; undefined for the last part */
export type ActOnPart = (tx: Database, part: readonly string[], following: string | undefined) => Promise<unknown>

/**
 * Does `act`, and says what it did to rows that are there. The act and the looks before and after it are one transaction: what arrives from others
 * at the same time is not taken for the act's doing, and so not taken back with it.
 */
export function editTracked(db: Database, touched: Touched, act: Act): Promise<RowChange[]> {
  return inTransaction(db, tx => looked(tx, touched, act))
}

/**
 * The same for an act on many todos and their subtasks, in parts that an upload takes whole. Each part is a transaction with looks of its own. The last part
 * comes first, so that what is put at the top of a list stands there in the order in which it is given.
 */
export async function editManyTracked(db: Database, ids: readonly string[], act: ActOnPart): Promise<RowChange[]> {
  const changes: RowChange[] = []
  let following: string | undefined
  for (let end = ids.length; end > 0; end -= uploadLimits.batchOps) {
    const part = ids.slice(Math.max(0, end - uploadLimits.batchOps), end)
    const doPart: Act = tx => act(tx, part, following)
    changes.unshift(...await inTransaction(db, async tx => looked(tx, { todos: await familiesOf(tx, part) }, doPart)))
    following = part[0]
  }
  return changes
}

async function looked(tx: Database, { lists = [], todos = [] }: Touched, act: Act): Promise<RowChange[]> {
  const look = async () => ({ lists: await readRows(tx, 'lists', lists), todos: await readRows(tx, 'todos', todos) })
  const before = await look()
  await act(tx)
  const after = await look()
  return [...changesBetween('lists', before.lists, after.lists), ...changesBetween('todos', before.todos, after.todos)]
}
