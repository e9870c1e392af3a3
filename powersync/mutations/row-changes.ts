import type { Database } from '../kysely.ts'
import type { Values } from './update-row.ts'
import type { Columns } from '../../shared/tables/define-table.ts'
import { sql } from 'kysely'
import { uploadLimits } from '../../shared/limits.ts'
import { tables } from '../../shared/tables/index.ts'
import { canonicalValue } from '../canonical-value.ts'
import { inTransaction } from './in-transaction.ts'
import { updateRows } from './update-row.ts'

export type ReversibleTable = 'todos' | 'lists'

/** What an act did to one row. `before` is null for a row that it made. */
export interface RowChange {
  readonly table: ReversibleTable
  readonly id: string
  readonly name: string
  readonly before: Values | null
  readonly after: Values
}

export type Rows = ReadonlyMap<string, Values>

/** Rows as they are now, by their ids, with the columns that a person's edit can change. */
export async function readRows(db: Database, table: ReversibleTable, ids: readonly string[]): Promise<Rows> {
  const rows = new Map<string, Values>()
  for (let start = 0; start < ids.length; start += together) {
    const part = await sql<Record<string, string | number | null>>`SELECT * FROM ${sql.table(table)} WHERE id IN (${sql.join(ids.slice(start, start + together))})`.execute(db)
    for (const row of part.rows) rows.set(String(row.id), row)
  }
  return rows
}

/** What is different between two looks at the same rows: of each row the columns that changed. */
export function changesBetween(table: ReversibleTable, before: Rows, after: Rows): RowChange[] {
  const columns: Columns = tables[table].columns
  return [...after].flatMap(([id, now]): RowChange[] => {
    const then = before.get(id)
    const isSame = (name: string) => then && canonicalValue(columns[name]?.kind, then[name]) === canonicalValue(columns[name]?.kind, now[name])
    const changed = Object.keys(columns).filter(name => !isSame(name))
    if (!changed.some(name => columns[name]?.writer === 'update')) return []
    return [{ table, id, name: String(now.title ?? now.name ?? ''), before: then ? pick(then, changed) : null, after: pick(now, changed) }]
  })
}

/**
 * Makes the rows what they were before an act (`back`) or after it (`forth`), as a new edit. A column that is not any more what the act left
 * (or found) there was changed by somebody since: it stays as it is.
 * @returns the names of the rows of which something stays
 */
export async function revertChanges(db: Database, changes: readonly RowChange[], direction: 'back' | 'forth'): Promise<string[]> {
  const left: string[] = []
  for (const table of ['lists', 'todos'] as const) {
    const ofTable = changes.filter(change => change.table === table)
    // What was changed last goes back first.
    const inOrder = direction === 'back' ? ofTable.toReversed() : ofTable
    // An upload has to take each transaction whole.
    for (let start = 0; start < inOrder.length; start += uploadLimits.batchOps) {
      const part = inOrder.slice(start, start + uploadLimits.batchOps)
      await inTransaction(db, async (tx) => {
        const present = await readRows(tx, table, part.map(change => change.id))
        // Rows of which the same becomes are one statement: each is a way to the database's worker and back.
        const edits = new Map<string, { values: Values, ids: string[] }>()
        for (const change of part) {
          const { values, isWhole } = reversal(change, present.get(change.id), direction)
          if (!isWhole) left.push(change.name)
          const edit = edits.get(JSON.stringify(values)) ?? { values, ids: [] }
          edit.ids.push(change.id)
          edits.set(JSON.stringify(values), edit)
        }
        for (const { values, ids } of edits.values()) await updateRows(tx, table, ids, values)
      })
    }
  }
  return left
}

/** Rows that are asked for at once. SQLite takes no more than some thousands of parameters. */
const together = 500

function reversal({ table, before, after }: RowChange, now: Values | undefined, direction: 'back' | 'forth'): { values: Values, isWhole: boolean } {
  if (!now) return { values: {}, isWhole: false }
  const columns: Columns = tables[table].columns
  const isSame = (name: string, value: unknown) => canonicalValue(columns[name]?.kind, now[name]) === canonicalValue(columns[name]?.kind, value)
  // A row that the act made goes to the trash and comes back from there.
  if (!before) return reversalOfMaking(Object.keys(after).every(name => columns[name]?.writer !== 'update' || name === 'deleted_at' || isSame(name, after[name])), now, direction)
  const [from, to] = direction === 'back' ? [after, before] : [before, after]
  const writable = Object.keys(to).filter(name => columns[name]?.writer === 'update')
  const free = writable.filter(name => isSame(name, from[name]))
  const values = { ...pick(to, free), ...shownUntilConfirmed(to, free) }
  return { values, isWhole: free.length === writable.length }
}

function reversalOfMaking(isAsMade: boolean, now: Values, direction: 'back' | 'forth'): { values: Values, isWhole: boolean } {
  if (direction === 'forth') return { values: now.deleted_at === null ? {} : { deleted_at: null }, isWhole: true }
  return isAsMade ? { values: now.deleted_at === null ? { deleted_at: new Date().toISOString() } : {}, isWhole: true } : { values: {}, isWhole: false }
}

/** What the server will say, as it is shown until then: who completed it, and that another list gives another number. */
function shownUntilConfirmed(to: Values, free: readonly string[]): Values {
  return {
    ...free.includes('completed_at') && { completed_by: to.completed_by ?? null },
    ...free.includes('list_id') && { number: null },
  }
}

function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.map(name => [name, values[name] ?? null]))
}
