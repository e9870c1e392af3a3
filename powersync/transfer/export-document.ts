/** The format of an exported file, as docs/export-format.md describes it. A change that older readers would get wrong raises the version. */
export const exportFormat = 'driftless'
export const exportVersion = 1

export interface ExportDocument {
  format: typeof exportFormat
  version: typeof exportVersion
  exported_at: string
  /** Whose lists these are. A guest has no name. */
  person: { id: string, name: string | null }
  lists: ExportedList[]
}

export interface ExportedList {
  id: string
  name: string
  icon: string | null
  color: string | null
  archived_at: string | null
  /** The person's own. */
  role: string
  members: Array<{ name: string | null, role: string }>
  /** False for an archived list whose todos were not on the device. */
  complete: boolean
  todos: ExportedTodo[]
}

export interface ExportedTodo {
  id: string
  /** The number within its list; null until the server gave one. */
  number: number | null
  title: string
  completed_at: string | null
  due_on: string | null
  /** 0 (none) to 3 (high). */
  priority: number
  labels: string[]
  assignee: { id: string, name: string | null } | null
  created_at: string
  subtasks: ExportedTodo[]
}
