import type { ReservedSql, Sql, TransactionSql } from 'postgres'
import type { Edit, View } from './plan.ts'

export const SCHEMA = `
CREATE TABLE items (id text PRIMARY KEY, list_id text NOT NULL, owner text NOT NULL, size int NOT NULL, open boolean NOT NULL, body text);
CREATE TABLE members (list_id text, user_id text, PRIMARY KEY (list_id, user_id));
CREATE PUBLICATION powersync FOR TABLE items, members;
GRANT SELECT ON items, members TO powersync;
INSERT INTO members VALUES ('l0', 'ada'), ('l1', 'bob');
INSERT INTO items SELECT 'i' || n, 'l' || n % 4, 'ada', n % 4, n % 2 = 0, 'as it was' FROM generate_series(0, 9) n;
`

export const SYNC_CONFIG = `
config: { edition: 3 }
streams:
  shared:
    auto_subscribe: true
    query: SELECT * FROM items WHERE list_id IN (SELECT list_id FROM members WHERE user_id = auth.user_id())
  opened:
    query: SELECT * FROM items WHERE list_id = subscription.parameter('list') AND open
  owned:
    query: SELECT * FROM items WHERE owner = auth.user_id() AND size = subscription.parameter('size')
`

/** What a view asks the service for. */
export const subscriptionsOf = ({ defaults, lists, sizes }: View) => ({
  include_defaults: defaults,
  subscriptions: [
    ...lists.map(list => ({ stream: 'opened', parameters: { list }, override_priority: null })),
    ...sizes.map(size => ({ stream: 'owned', parameters: { size }, override_priority: null })),
  ],
})

/** The same, said in plain SQL: a text that is equal if and only if the rows are. */
export async function expectedState(sql: Sql | ReservedSql, { user, defaults, lists, sizes }: View): Promise<string> {
  const rows = await sql`
    SELECT id, list_id, owner, size, open::int AS open, body FROM items
    WHERE (${defaults} AND list_id IN (SELECT list_id FROM members WHERE user_id = ${user}))
      OR (open AND list_id = ANY(${lists}::text[])) OR (owner = ${user} AND size = ANY(${sizes}::int[]))`
  return canonical(rows.map(row => ({ ...row })))
}

export function canonical(rows: Iterable<Record<string, unknown>>): string {
  return Array.from(rows, ({ id, list_id, owner, size, open, body }) => JSON.stringify([id, list_id, owner, size, open, body])).sort().join('\n')
}

export async function apply(sql: TransactionSql, edit: Edit): Promise<void> {
  switch (edit.kind) {
    case 'put': {
      const body = edit.body.replaceAll('\0', '')
      await sql`INSERT INTO items VALUES (${`i${edit.id}`}, ${edit.list}, ${edit.owner}, ${edit.size}, ${edit.open}, ${body})
        ON CONFLICT (id) DO UPDATE SET list_id = excluded.list_id, owner = excluded.owner, size = excluded.size, open = excluded.open, body = excluded.body`
      return
    }
    case 'size': return void await sql`UPDATE items SET size = ${edit.size} WHERE id = ${`i${edit.id}`}`
    case 'move': return void await sql`UPDATE items SET list_id = ${edit.list} WHERE id = ${`i${edit.id}`}`
    case 'delete': return void await sql`DELETE FROM items WHERE id = ${`i${edit.id}`}`
    case 'rename': return void await sql`UPDATE items SET id = ${`i${edit.to}`} WHERE id = ${`i${edit.id}`} AND NOT EXISTS (SELECT 1 FROM items WHERE id = ${`i${edit.to}`})`
    case 'membership': {
      const { count } = await sql`DELETE FROM members WHERE list_id = ${edit.list} AND user_id = ${edit.user}`
      if (count === 0) await sql`INSERT INTO members VALUES (${edit.list}, ${edit.user})`
      return
    }
    case 'bulk':
      await sql`DELETE FROM items WHERE id LIKE 'b%'`
      await sql`INSERT INTO items SELECT 'b' || n, ${edit.list}, 'ada', n % 4, n % 3 = 0, 'one of many' FROM generate_series(1, ${edit.rows}::int) n`
  }
}
