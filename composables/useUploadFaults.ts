import type { ComputedRef } from 'vue'
import type { UploadFault } from '~/powersync/local-tables'
import type { Translate } from '~/i18n/translate'
import type { WaitingGroup } from '~/powersync/queries/waiting-edits'
import { computed } from 'vue'
import { editWords } from '~/composables/sync/edit-words'
import { useDatabase } from '~/composables/useDatabase'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useWords } from '~/composables/useWords'
import { uploadFaults } from '~/powersync/questions/shell'
import { later } from '~/powersync/later'

const { discardUploadFault, restoreUploadFault } = later(() => import('~/powersync/mutations/upload-faults'))

export interface UnreadableEdit {
  id: string
  happenedAt: string
  /** What was done, in words. */
  title: string
  /** What its author wrote in it, a line each. */
  texts: string[]
  /** Everything that is known of it, for who mends the app. */
  report: string
}

export interface UsedUploadFaults {
  faults: ComputedRef<UnreadableEdit[]>
  /** @returns what brings it back */
  discard: (id: string) => Promise<() => Promise<void>>
}

/** Edits that the server could not read. They left the queue so that later ones can pass, and exist on this device only. */
export function useUploadFaults(): UsedUploadFaults {
  const { t } = useWords()
  const { opened } = useDatabase()
  const { rows } = useLiveQuery(() => uploadFaults())

  return {
    faults: computed(() => rows.value.map(row => unreadableEdit(row, t))),
    async discard(id) {
      const row = rows.value.find(candidate => candidate.id === id)
      await discardUploadFault(await opened(), id)
      return async () => {
        if (row) await restoreUploadFault(await opened(), row)
      }
    },
  }
}

function unreadableEdit({ id, happened_at: happenedAt, message, ops }: UploadFault, t: Translate): UnreadableEdit {
  const operations = operationsIn(ops)
  return {
    id,
    happenedAt,
    title: editWords(grouped(operations), t),
    texts: operations.flatMap(({ data }) => [data.title, data.name]).filter(text => typeof text === 'string'),
    report: JSON.stringify({ happened_at: happenedAt, answer: message, ops: operations }, null, 2),
  }
}

interface Operation { op: string, table: string, id: string, data: Record<string, unknown> }

function operationsIn(json: string): Operation[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.map(({ data, ...operation }: Operation) => ({ ...operation, data: data ?? {} })) : []
}

function grouped(operations: readonly Operation[]): WaitingGroup[] {
  return [...Map.groupBy(operations, ({ table, op }) => `${table} ${op}`).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ table: first.table, op: first.op, count: same.length, rowId: first.id, data: first.data, name: null, listName: null }] : []
  })
}
