import type { Table } from '../../../shared/tables/define-table.ts'
import { describe, expect, it } from 'vitest'
import { tables } from '../../../shared/tables/index.ts'

const all: readonly Table[] = Object.values(tables)

describe('every synced table', () => {
  it.each(all)('$name is stated so that PowerSync and Postgres take it', (table) => {
    expect(tables).toHaveProperty(table.name)
    // The client adds it; a definition with one is refused.
    expect(table.columns).not.toHaveProperty('id')
    for (const name of Object.keys(table.columns)) expect(name).toMatch(/^[a-z][a-z_]*$/)
    for (const columns of Object.values(table.indexes)) {
      for (const column of columns) expect(table.columns).toHaveProperty(column)
    }
  })

  it.each(all)('$name bounds what a client may write', (table) => {
    for (const [name, { kind, writer, max, values }] of Object.entries(table.columns)) {
      if (writer === 'server') continue
      if (kind === 'integer') expect(max, name).toBeTypeOf('number')
      if (kind === 'text' && !name.endsWith('_id')) expect(max ?? values, name).toBeDefined()
    }
  })

  it.each(all)('$name has its times from the server', (table) => {
    expect(table.columns.created_at).toMatchObject({ kind: 'timestamp', writer: 'server' })
    expect(table.columns.updated_at).toMatchObject({ kind: 'timestamp', writer: 'server' })
  })
})
