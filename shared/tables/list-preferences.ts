import { defineTable } from './define-table.ts'

/** One person's arrangement of one list. `id` is `<user_id>:<list_id>`, so that two devices never make two rows. */
export const listPreferences = defineTable('list_preferences', {
  id: 'text',
  columns: {
    user_id: { kind: 'text', nullable: false, writer: 'create' },
    list_id: { kind: 'uuid', nullable: false, writer: 'create' },
    position: { kind: 'text', nullable: true, writer: 'update', max: 200, quiet: true },
    pinned: { kind: 'integer', nullable: false, writer: 'update', min: 0, max: 1 },
    muted: { kind: 'integer', nullable: false, writer: 'update', min: 0, max: 1 },
  },
  indexes: { by_list: ['list_id'] },
})
