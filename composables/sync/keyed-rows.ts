/**
 * The next rows of a query in which every row that did not change is the same object as before. When nothing changed at all, neither did
 * the array: `before` itself is given back.
 */
export function keepUnchanged<Row extends { id: string }>(before: readonly Readonly<Row>[], now: readonly Row[]): readonly Readonly<Row>[] {
  // Most often rows stand where they stood: then nothing has to be looked up.
  const known = new Lookup(before)
  let changed = before.length !== now.length
  const rows = now.map((row, index) => {
    const there = before[index]
    const last = there?.id === row.id ? there : known.get(row.id)
    const kept = last && isSame(last, row) ? last : row
    if (kept !== there) changed = true
    return kept
  })
  return changed ? rows : before
}

/** Rows by their id, indexed when the first one is asked for. */
class Lookup<Row extends { id: string }> {
  private readonly rows: readonly Row[]
  private byId: Map<string, Row> | null = null

  constructor(rows: readonly Row[]) {
    this.rows = rows
  }

  get(id: string): Row | undefined {
    this.byId ??= new Map(this.rows.map(row => [row.id, row]))
    return this.byId.get(id)
  }
}

/** Columns hold text, numbers and null. */
function isSame<Row extends object>(a: Row, b: Row): boolean {
  for (const column in b) if (a[column] !== b[column]) return false
  return true
}
