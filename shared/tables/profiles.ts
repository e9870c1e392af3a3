import { hues } from '../palette.ts'
import { defineTable } from './define-table.ts'

/** A person as others see them. `id` is the account's id. */
export const profiles = defineTable('profiles', {
  id: 'text',
  columns: {
    name: { kind: 'text', nullable: false, writer: 'update', min: 1, max: 80 },
    color: { kind: 'text', nullable: false, writer: 'update', values: hues },
  },
})
