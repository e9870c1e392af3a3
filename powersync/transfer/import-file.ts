import type { MessageKey } from '../../i18n/message-key.ts'

/** What a file holds, in whatever format it came. */
export interface ImportFile {
  /** What the file is, for people: "todo.txt". */
  kind: string
  lists: ImportedList[]
  notes: ImportNote[]
}

export interface ImportedList {
  /** The list that was exported; formats without ids have none. */
  id: string | null
  name: string
  icon: string | null
  color: string | null
  archivedAt: string | null
  todos: ImportedTodo[]
}

export interface ImportedTodo {
  id: string | null
  title: string
  completedAt: string | null
  dueOn: string | null
  /** 0 (none) to 3 (high). */
  priority: number
  labels: string[]
  /** Was assigned to the very person who exported the file. */
  isMine: boolean
  /** One level: subtasks have none of their own. */
  subtasks: ImportedTodo[]
}

/** A text for people: its key among the messages and what stands in it. */
export interface Said {
  key: MessageKey
  values?: Readonly<Record<string, string | number>>
}

/** Something in the file that is not taken as it stands. */
export interface ImportNote extends Said {
  /** Counted from 1; null where the format has no lines to speak of. */
  line: number | null
  /** In a format without lines, the list, its todo and so on downwards, each counted from 1. */
  place?: readonly number[]
  /** Where several files are read at once. */
  file?: string
}

export type Note = (key: MessageKey, values?: Said['values']) => void
