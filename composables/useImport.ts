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
  let contents: readonly ImportFile[] = []
  let stopping = new AbortController()

  /** Reads files and shows what they would add. Files that cannot be read are named with what is wrong. */
  async function read(files: readonly File[]) {
    step.value = 'reading'
    stopping = new AbortController()
    const { signal } = stopping
    try {
      const results = await Promise.all(files.map(file => readOne(file, files.length > 1)))
      if (signal.aborted) return
      unread.value = results.filter(result => 'message' in result)
      contents = results.filter(result => 'lists' in result)
      if (contents.length > 0) await compare(signal)
    }
    finally {
      if (!signal.aborted && step.value === 'reading') step.value = 'choose'
    }
  }

  /** @param signal aborted where nobody waits for the preview any more */
  async function compare(signal: AbortSignal) {
    const compared = await planImport(await opened(), me.value, contents)
    if (signal.aborted) return
    plan.value = compared
    step.value = 'preview'
  }

  /** Writes what the preview showed, until it is done or stopped; what is written stays. */
  async function write() {
    if (!plan.value) return
    step.value = 'writing'
    stopping = new AbortController()
    try {
      await applyImport(await opened(), me.value, plan.value, (now) => { progress.value = now }, stopping.signal)
    }
    catch (error) {
      if (!stopping.signal.aborted) {
        // Some of it may be written: what is left to add is less than was shown.
        await compare(stopping.signal)
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

/** @param isOneOfMany so that its lines are not taken for another's */
async function readOne(file: File, isOneOfMany: boolean): Promise<ImportFile | UnreadFile> {
  try {
    // One byte more than is taken shows that it is too large, without reading it whole.
    const content = readImport(file.name, new Uint8Array(await file.slice(0, importLimitBytes + 1).arrayBuffer()))
    return isOneOfMany ? { ...content, notes: content.notes.map(note => ({ ...note, file: file.name })) } : content
  }
  catch (error) {
    if (error instanceof TransferError) return { name: file.name, message: useWords().t(error.said.key, error.said.values) }
    // The browser's own: the file was moved or deleted since it was chosen.
    if (error instanceof DOMException) return { name: file.name, message: useWords().t('transfer.unreadable') }
    throw error
  }
}
