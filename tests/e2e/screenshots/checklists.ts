import type { CabinWeekend } from '../../support/cabin-weekend.ts'
import { generateNKeysBetween } from 'fractional-indexing'
import postgres from 'postgres'
import { uuidv7 } from 'uuidv7'

const checklists = {
  'Book the ferry for Friday evening': ['Compare departure times', 'Pay with the shared card', 'Send tickets to everyone'],
  'Menu for Saturday': ['Ask who eats what', 'Write the shopping list'],
}

/** Gives two todos of the weekend a checklist; of each the first line is done, but for what nobody has begun. */
export async function addChecklists({ mina, listId }: CabinWeekend, databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 })
  const todos = await sql<{ id: string, title: keyof typeof checklists }[]>`
    SELECT id, title FROM todos WHERE list_id = ${listId} AND title IN ${sql(Object.keys(checklists))}`
  await sql.end()
  await mina.upload(todos.flatMap(({ id, title }) => {
    const positions = generateNKeysBetween(null, null, checklists[title].length)
    return checklists[title].map((subtask, index) => ({
      op: 'PUT' as const, table: 'todos', id: uuidv7(),
      data: {
        list_id: listId, parent_id: id, title: subtask, position: positions[index], labels: '[]',
        completed_at: index === 0 && title.startsWith('Book') ? new Date(Date.now() - 3_600_000).toISOString() : null,
      },
    }))
  }))
}
