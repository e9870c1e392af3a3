import type { Sql } from 'postgres'
import type { Person } from '../../../tests/support/person.ts'
import { uuidv7 } from 'uuidv7'

/** Nobody looks at a longer one; the others stand in lists beside it. */
const longest = 10_000

/** The list that is looked at. */
export const longList = { name: 'Everything', word: 'Todo' }

/** The one to switch to. */
export const shortList = { name: 'Errands', word: 'Errand' }

/** The paths of the two lists. */
export interface Seeded { readonly long: string, readonly short: string }

/** Gives the person so many todos, in Postgres itself: they reach the browser as everything does, by sync. */
export async function seed(sql: Sql, person: Person, todos: number): Promise<Seeded> {
  const long = await makeList(person, longList.name)
  await fill(sql, { listId: long, personId: person.id, word: longList.word, todos: Math.min(todos, longest) })
  const short = await makeList(person, shortList.name)
  await fill(sql, { listId: short, personId: person.id, word: shortList.word, todos: 30 })
  for (let left = todos - longest; left > 0; left -= longest) {
    await fill(sql, { listId: await makeList(person, `And ${left} more`), personId: person.id, word: 'More', todos: Math.min(left, longest) })
  }
  return { long: `/app/lists/${long}`, short: `/app/lists/${short}` }
}

/**
 * Todos as people have them: some labelled, some due, one in ten done, few in the trash, with ids in the order in which they were made, as the app gives them.
 * (Random ids lie on pages all over the local indexes: writing them takes IndexedDB three times as long.) One statement, one transaction.
 */
export async function fill(sql: Sql, { listId, personId, word, todos }: { listId: string, personId: string, word: string, todos: number }): Promise<void> {
  await sql`
    INSERT INTO todos (id, list_id, title, position, priority, labels, due_on, completed_at, completed_by, deleted_at, created_by, number)
    SELECT uuidv7(), ${listId}::uuid, ${word} || ' ' || n || ' of a good many, with a few words more', 'a0' || lpad(n::text, 7, '0') || 'V',
      n % 4, CASE n % 5 WHEN 0 THEN '["home"]'::jsonb ELSE '[]'::jsonb END, CASE n % 3 WHEN 0 THEN current_date + n % 60 END,
      CASE n % 10 WHEN 0 THEN now() END, CASE n % 10 WHEN 0 THEN ${personId} END,
      CASE n % 1000 WHEN 7 THEN now() END, ${personId}, n
    FROM generate_series(1, ${todos}::int) n`
}

export async function makeList(person: Person, name: string): Promise<string> {
  const id = uuidv7()
  const answer = await person.upload([{ op: 'PUT', table: 'lists', id, data: { name } }])
  if (answer.status !== 'applied') throw new Error(`The list was not taken: ${JSON.stringify(answer)}`)
  return id
}
