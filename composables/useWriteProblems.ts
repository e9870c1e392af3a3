import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { uploadFaults, writeProblems } from '~/powersync/questions/shell'
import { later } from '~/powersync/later'

const { redoWriteProblem, resolveWriteProblem } = later(() => import('~/powersync/mutations/write-problems'))

export interface WriteProblem {
  id: string
  kind: 'refused' | 'overwritten'
  /** One of the stable codes of the upload contract. */
  code: string
  /** Why, in plain English. */
  message: string
  /** The same for the app to word; null where the server is older. */
  reason: unknown
  tableName: string
  rowId: string
  columnName: string | null
  /** What was written here: of a refused edit the whole of it (`RefusedEdit`), of an overwritten one the value. */
  clientValue: unknown
  /** What stands on the server instead. */
  serverValue: unknown
  createdAt: string
  /** What the row is called, where it still exists here or its name was part of the edit. */
  title: string | null
  listId: string | null
  listName: string | null
}

export interface UsedWriteProblems {
  problems: ComputedRef<WriteProblem[]>
  /** All that waits for a decision, with what the server could not even read. */
  count: ComputedRef<number>
  /** The author has decided; it goes from all of their devices. */
  dismiss: (id: string) => Promise<void>
  /**
   * Makes the edit again ("try again", "use mine"), as a new edit, with corrections if there are any.
   * @throws RedoError when the row is gone or an overwritten value changed again since; its message is for the person
   */
  redo: (id: string, changes?: Readonly<Record<string, unknown>>) => Promise<void>
}

/** Edits that the server refused or somebody's later edit replaced: nothing of them is lost. */
export function useWriteProblems(): UsedWriteProblems {
  const { opened } = useDatabase()
  const { rows } = useLiveQuery(() => writeProblems(), undefined, 'after')
  const { rows: faults } = useLiveQuery(() => uploadFaults(), undefined, 'after')

  const problems = computed(() => rows.value.map(({ todoTitle, ...row }): WriteProblem => {
    const clientValue = valueIn(row.clientValue)
    return {
      ...row,
      kind: row.kind === 'overwritten' ? 'overwritten' : 'refused',
      clientValue,
      reason: valueIn(row.reason),
      serverValue: valueIn(row.serverValue),
      title: todoTitle ?? row.listName ?? nameIn(clientValue),
    }
  }))

  return {
    problems,
    count: computed(() => problems.value.length + faults.value.length),
    dismiss: async id => resolveWriteProblem(await opened(), id),
    redo: async (id, changes) => redoWriteProblem(await opened(), id, changes),
  }
}

function valueIn(json: string | null): unknown {
  if (json === null) return null
  try {
    return JSON.parse(json)
  }
  catch {
    // Not JSON: the text itself is the value.
    return json
  }
}

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  const { title, name, data } = value as Partial<Record<string, unknown>>
  if (typeof title === 'string') return title
  return typeof name === 'string' ? name : nameIn(data)
}
