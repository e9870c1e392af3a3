import { defineTable } from './define-table.ts'

/** What each role may do is decided in `server/uploads`; the sync config grants the same rows to all three. */
export const roles = ['owner', 'editor', 'viewer'] as const

export type Role = typeof roles[number]

/** Who shares a list. Rows are made by the server (creating a list, accepting an invitation). */
export const listMembers = defineTable('list_members', {
  columns: {
    list_id: { kind: 'uuid', nullable: false, writer: 'server' },
    user_id: { kind: 'text', nullable: false, writer: 'server' },
    role: { kind: 'text', nullable: false, writer: 'update', values: roles },
  },
  indexes: { by_list: ['list_id'], by_user: ['user_id'] },
})
