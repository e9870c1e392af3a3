import type { Row } from './define-table.ts'
import { listMembers } from './list-members.ts'
import { listPreferences } from './list-preferences.ts'
import { lists } from './lists.ts'
import { profiles } from './profiles.ts'
import { todos } from './todos.ts'
import { writeProblems } from './write-problems.ts'

/** Every synced table, by its name in Postgres and in SQLite. */
export const tables = {
  profiles,
  lists,
  list_members: listMembers,
  list_preferences: listPreferences,
  todos,
  write_problems: writeProblems,
} as const

export type TableName = keyof typeof tables

/** The local database for Kysely: table → row. */
export type LocalDatabase = { [K in TableName]: Row<typeof tables[K]> }
