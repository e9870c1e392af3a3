import { column, Table } from '@powersync/common'

/** What `local-tables.ts` describes, for SQLite. */
export const uploadFaults = new Table({ happened_at: column.text, message: column.text, ops: column.text }, { localOnly: true })

export const guestMoves = new Table({ moved_at: column.text }, { localOnly: true })

export const listViews = new Table({ view: column.text }, { localOnly: true })
