import { hues } from '../palette.ts'
import { defineTable } from './define-table.ts'

export const lists = defineTable('lists', {
  columns: {
    owner_id: { kind: 'text', nullable: false, writer: 'server' },
    name: { kind: 'text', nullable: false, writer: 'update', min: 1, max: 120 },
    icon: { kind: 'text', nullable: true, writer: 'update', max: 40 },
    color: { kind: 'text', nullable: true, writer: 'update', values: hues },
    archived_at: { kind: 'timestamp', nullable: true, writer: 'update' },
    deleted_at: { kind: 'timestamp', nullable: true, writer: 'update' },
  },
})
