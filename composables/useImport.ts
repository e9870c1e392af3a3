import type { ImportFile } from '~/powersync/transfer/import-file'
import type { ImportPlan } from '~/powersync/transfer/plan-import'
import type { ImportProgress } from '~/powersync/transfer/apply-import'
import { computed, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { applyImport } from '~/powersync/transfer/apply-import'
import { planImport } from '~/powersync/transfer/plan-import'
import { importLimitBytes, readImport } from '~/powersync/transfer/read-import'
import { TransferError } from '~/powersync/transfer/TransferError'

export interface UnreadFile { name: string, message: string }

/** Files of other apps and of our own, looked at before anything is written. All of it happens on this device. */
export function useImport() {
  const me = useMe()
  const { opened } = useDatabase()
  const step = ref<'choose' | 'reading' | 'preview' | 'writing' | 'done'>('choose')
  const plan = shallowRef<ImportPlan | null>(null)
  const unread = shallowRef<readonly UnreadFile[]>([])
  const progress = ref<ImportProgress>({ done: 0, total: 0 })
  let stopping = new AbortController()

  /** Reads files and shows what they would add. Files that cannot be read are named with what is wrong. */
  async function read(files: readonly File[]) {
    step.value = 'reading'
    const read: ImportFile[] = []
    const failed: UnreadFile[] = []
    for (const file of files) {
      try {
        // One byte more than is taken shows that it is too large, without reading it whole.
        read.push(readImport(file.name, new Uint8Array(await file.slice(0, importLimitBytes + 1).arrayBuffer())))
      }
      catch (error) {
        if (!(error instanceof TransferError || error instanceof DOMException)) throw error
        failed.push({ name: file.name, message: error instanceof TransferError ? error.message : 'The browser could not read it. Is it still there?' })
      }
    }
    unread.value = failed
    plan.value = read.length > 0 ? await planImport(await opened(), me.value, read) : null
    step.value = plan.value ? 'preview' : 'choose'
  }

  /** Writes what the preview showed. @throws AbortError after `stop`; what is written stays */
  async function write() {
    if (!plan.value) return
    step.value = 'writing'
    stopping = new AbortController()
    try {
      await applyImport(await opened(), me.value, plan.value, (now) => { progress.value = now }, stopping.signal)
    }
    catch (error) {
      if (!stopping.signal.aborted) {
        step.value = 'preview'
        throw error
      }
    }
    step.value = 'done'
  }

  return {
    step: readonly(step),
    plan: shallowReadonly(plan),
    unread: shallowReadonly(unread),
    progress: readonly(progress),
    added: computed(() => plan.value?.lists.reduce((sum, list) => sum + list.added, 0) ?? 0),
    newLists: computed(() => plan.value?.lists.filter(list => list.id === null).length ?? 0),
    wasStopped: computed(() => step.value === 'done' && progress.value.done < progress.value.total),
    read,
    write,
    stop: () => stopping.abort(),
    reset() {
      stopping.abort()
      Object.assign(progress.value, { done: 0, total: 0 })
      plan.value = null
      unread.value = []
      step.value = 'choose'
    },
  }
}
