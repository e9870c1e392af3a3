import type { CommonPowerSyncDatabase } from '@powersync/common'

interface ManyTodos {
  listId: string
  count: number
  /** How many of them, at the end of the list, are completed. Default: none. */
  completed?: number
}

/** Puts thousands of todos on a device in one statement: `Todo 0`, `Todo 1`, … in this order, some with a date, labels or a long title. */
export async function addManyTodos(database: Pick<CommonPowerSyncDatabase, 'execute'>, options: ManyTodos): Promise<void> {
  await database.execute(manyTodosSql(options))
}

/** The statement alone, for databases in a browser. */
export function manyTodosSql({ listId, count, completed = 0 }: ManyTodos): string {
  return `
    INSERT INTO todos (id, list_id, title, completed_at, due_on, priority, labels, position, created_at, updated_at)
    WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < ${count})
    SELECT '01900000-0000-7000-8000-' || printf('%012x', i), '${listId}',
      'Todo ' || i || CASE WHEN i % 7 = 6 THEN ' with so much to say about it that its title goes on over more than one line wherever it is looked at' ELSE '' END,
      CASE WHEN i >= ${count - completed} THEN '2026-11-01T10:00:00.000Z' END,
      CASE WHEN i % 3 = 2 THEN '2030-12-' || printf('%02d', 1 + i % 28) END, i % 4, CASE WHEN i % 5 = 4 THEN '["home"]' ELSE '[]' END,
      'd' || char(97 + i / 17576 % 26) || char(97 + i / 676 % 26) || char(97 + i / 26 % 26) || char(97 + i % 26) || 'V', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'
    FROM numbers`
}
