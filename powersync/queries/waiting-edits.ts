import type { CommonPowerSyncDatabase } from '@powersync/common'

/** Operations of one waiting transaction that do the same to rows of one table; the first of them stands for all. */
export interface WaitingGroup {
  table: string
  op: string
  count: number
  rowId: string
  /** The columns that were written, with their values. */
  data: Readonly<Record<string, unknown>>
  /** What the row is called now, where it has a name. */
  name: string | null
  /** The list that a todo is on. */
  listName: string | null
}

/** One transaction of the upload queue: what a person did in one go. */
export interface WaitingEdit {
  id: number
  /** ISO 8601; null for an edit from before times were kept. */
  madeAt: string | null
  groups: WaitingGroup[]
}

/** The oldest transactions of the upload queue, in the order in which they are sent. Needs `keepEditTimes`. */
export async function readWaitingEdits(database: CommonPowerSyncDatabase, limit: number): Promise<WaitingEdit[]> {
  const rows = await database.getAll<Row>(oldest, [limit])
  return [...Map.groupBy(rows, row => row.tx)].map(([id, groups]) => ({ id, madeAt: groups[0]?.madeAt ?? null, groups: groups.map(groupOf) }))
}

type Row = Omit<WaitingGroup, 'data'> & { tx: number, madeAt: string | null, data: string | null }

function groupOf({ table, op, count, rowId, data, name, listName }: Row): WaitingGroup {
  return { table, op, count, rowId, data: data === null ? {} : JSON.parse(data), name, listName }
}

// With min(), SQLite takes the bare columns of a group from the row that has the minimum.
const oldest = `
  WITH head AS (
    SELECT tx_id AS tx, min(id) AS first FROM ps_crud GROUP BY tx_id ORDER BY first LIMIT ?
  ), groups AS (
    SELECT head.tx, head.first, min(crud.id) AS at, count(*) AS count, crud.data ->> '$.type' AS "table", crud.data ->> '$.op' AS op,
      crud.data ->> '$.id' AS row_id, crud.data -> '$.data' AS data
    FROM head JOIN ps_crud crud ON crud.tx_id IS head.tx
    GROUP BY head.tx, "table", op
  )
  SELECT groups.tx, groups."table", groups.op, groups.count, groups.row_id AS rowId, groups.data,
    edit_times.made_at AS madeAt, coalesce(todos.title, named.name) AS name, lists.name AS listName
  FROM groups
  LEFT JOIN edit_times ON edit_times.tx_id = groups.tx
  LEFT JOIN todos ON groups."table" = 'todos' AND todos.id = groups.row_id
  LEFT JOIN lists ON lists.id = ifnull(todos.list_id, groups.data ->> '$.list_id')
  LEFT JOIN lists AS named ON groups."table" = 'lists' AND named.id = groups.row_id
  ORDER BY groups.first, groups.at`
