import type { Selectable } from 'kysely'
import type { Table } from '../../shared/tables/define-table.ts'
import type { Database } from '../database/schema.ts'
import type { Values } from './values.ts'
import { tables } from '../../shared/tables/index.ts'
import { isTold } from './overwritten.ts'
import { sameValue } from './same-value.ts'

const table: Table = tables.todos

/** Who completed, deleted and last changed a todo, as it follows from a change that this person makes. What a device says about it counts for nothing. */
export function attribution(userId: string, present: Selectable<Database['todos']>, values: Values): Values {
  return {
    ...values.completed_at !== undefined && { completed_by: values.completed_at === null ? null : present.completed_at ? present.completed_by : userId },
    ...values.deleted_at !== undefined && { deleted_by: values.deleted_at === null ? null : present.deleted_at ? present.deleted_by : userId },
    ...isEdited(present, values) && { changed_by: userId, changed_at: new Date() },
  }
}

function isEdited(present: Readonly<Record<string, unknown>>, values: Values): boolean {
  return Object.entries(values).some(([name, value]) => {
    const column = table.columns[name]
    return column !== undefined && isTold(column) && !sameValue(column, present[name], value)
  })
}
