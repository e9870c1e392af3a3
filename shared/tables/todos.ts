import { defineTable } from './define-table.ts'

export const todos = defineTable('todos', {
  columns: {
    list_id: { kind: 'uuid', nullable: false, writer: 'update' },
    parent_id: { kind: 'uuid', nullable: true, writer: 'update' },
    title: { kind: 'text', nullable: false, writer: 'update', min: 1, max: 500 },
    completed_at: { kind: 'timestamp', nullable: true, writer: 'update' },
    completed_by: { kind: 'text', nullable: true, writer: 'server', quiet: true },
    due_on: { kind: 'date', nullable: true, writer: 'update' },
    priority: { kind: 'integer', nullable: false, writer: 'update', min: 0, max: 3 },
    assignee_id: { kind: 'text', nullable: true, writer: 'update' },
    labels: { kind: 'json', nullable: false, writer: 'update', max: 2_000 },
    position: { kind: 'text', nullable: false, writer: 'update', min: 1, max: 200, quiet: true },
    number: { kind: 'integer', nullable: true, writer: 'server', quiet: true },
    created_by: { kind: 'text', nullable: true, writer: 'server' },
    // The last change that a person would call one: neither its place in the list nor its completion.
    changed_by: { kind: 'text', nullable: true, writer: 'server', quiet: true },
    changed_at: { kind: 'timestamp', nullable: true, writer: 'server', quiet: true },
    deleted_at: { kind: 'timestamp', nullable: true, writer: 'update' },
    deleted_by: { kind: 'text', nullable: true, writer: 'server', quiet: true },
  },
  indexes: {
    by_list: ['list_id', 'position'],
    by_open: ['list_id', 'completed_at', 'deleted_at', 'parent_id'],
    by_parent: ['parent_id'],
    by_due: ['due_on'],
    by_assignee: ['assignee_id'],
    // Nearly no todo is in the trash: `+deleted_at is null` keeps SQLite from looking for the others here.
    by_deleted: ['deleted_at'],
    // A search reads this instead of all rows: an eighth of the pages.
    by_title: ['title', 'completed_at'],
    // Which labels there are is read from it alone.
    by_labels: ['labels', 'deleted_at'],
  },
})
