import { defineTable } from './define-table.ts'

/** An edit that the server refused, or that somebody else's later edit replaced, kept until its author decides. */
export const writeProblems = defineTable('write_problems', {
  columns: {
    user_id: { kind: 'text', nullable: false, writer: 'server' },
    kind: { kind: 'text', nullable: false, writer: 'server', values: ['refused', 'overwritten'] },
    table_name: { kind: 'text', nullable: false, writer: 'server' },
    row_id: { kind: 'text', nullable: false, writer: 'server' },
    column_name: { kind: 'text', nullable: true, writer: 'server' },
    code: { kind: 'text', nullable: false, writer: 'server' },
    message: { kind: 'text', nullable: false, writer: 'server' },
    reason: { kind: 'json', nullable: true, writer: 'server' },
    client_value: { kind: 'json', nullable: true, writer: 'server' },
    server_value: { kind: 'json', nullable: true, writer: 'server' },
    resolved_at: { kind: 'timestamp', nullable: true, writer: 'update' },
  },
  indexes: { by_row: ['table_name', 'row_id'] },
})
