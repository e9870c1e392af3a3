import type { Database } from '../../../powersync/kysely.ts'

/** Two numbers that choose the row and what happens to it. */
export interface Dice { readonly a: number, readonly b: number }

export const lists = (db: Database) => db.selectFrom('lists').select(['id', 'name']).orderBy('id').execute()
export const todos = (db: Database) => db.selectFrom('todos').select(['id', 'list_id', 'parent_id', 'title']).orderBy('id').execute()
export const members = (db: Database) => db.selectFrom('list_members').select(['id', 'user_id']).orderBy('id').execute()
export const problems = (db: Database) => db.selectFrom('write_problems').select(['id', 'row_id', 'client_value']).orderBy('id').execute()

export async function choose<Row>(rows: Promise<Row[]>, dice: number): Promise<Row | undefined> {
  const found = await rows
  return found[dice % found.length]
}

/** A few todos of one list, as somebody selects them. */
export async function chooseSome(db: Database, { a, b }: Dice): Promise<readonly string[]> {
  const first = await choose(todos(db), a)
  const beside = (await todos(db)).filter(todo => todo.list_id === first?.list_id)
  return beside.filter((_, at) => at % 3 === b % 3).slice(0, 8).map(todo => todo.id)
}
