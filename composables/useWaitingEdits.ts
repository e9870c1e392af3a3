import type { ComputedRef, Ref } from 'vue'
import type { WaitingEdit } from '~/powersync/queries/waiting-edits'
import { computed, shallowReadonly, shallowRef, watch } from 'vue'
import { ageWords } from '~/composables/sync/age-words'
import { editWords } from '~/composables/sync/edit-words'
import { useDatabase } from '~/composables/useDatabase'
import { useUploads } from '~/composables/useUploads'
import { useWords } from '~/composables/useWords'
import { readWaitingEdits } from '~/powersync/queries/waiting-edits'

export interface WaitingEditWords {
  id: number
  /** What was done. */
  text: string
  /** How long it has waited, in words; null when that is not known. */
  age: string | null
  /** ISO 8601; null when that is not known. */
  madeAt: string | null
}

export interface UsedWaitingEdits {
  /** The oldest first, as they are sent; not more than a person reads. */
  edits: ComputedRef<WaitingEditWords[]>
  /** How many wait behind those. */
  more: ComputedRef<number>
  /** Sent, and not confirmed by the server yet. */
  sent: ComputedRef<number>
  isLoading: Readonly<Ref<boolean>>
  error: Readonly<Ref<Error | null>>
}

/** How many are told one by one. */
const shown = 100

/** What waits in this device's upload queue, in words. It follows the queue. */
export function useWaitingEdits(): UsedWaitingEdits {
  const { t } = useWords()
  const { powersync } = useDatabase()
  const { state } = useUploads()
  const now = useClock(20_000)
  const waiting = shallowRef<readonly WaitingEdit[]>([])
  const isLoading = shallowRef(true)
  const error = shallowRef<Error | null>(null)

  // The queue only ever loses its oldest and gains a newest.
  watch(() => [powersync.value, state.value.head, state.value.tail, state.value.queued] as const, async ([database], _before, onCleanup) => {
    let isOutdated = false
    onCleanup(() => {
      isOutdated = true
    })
    if (!database) return
    const [read, failure] = await readWaitingEdits(database, shown).then(edits => [edits, null] as const, (cause: unknown) => [null, asError(cause)] as const)
    if (isOutdated) return
    if (read) waiting.value = read
    error.value = failure
    isLoading.value = false
  }, { immediate: true })

  return {
    edits: computed(() => waiting.value.map(({ id, madeAt, groups }) => ({
      id, madeAt, text: editWords(groups, t), age: madeAt === null ? null : ageWords(madeAt, now.value, t),
    }))),
    more: computed(() => Math.max(0, state.value.queued - waiting.value.length)),
    sent: computed(() => state.value.sent),
    isLoading: shallowReadonly(isLoading),
    error: shallowReadonly(error),
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('The upload queue could not be read', { cause })
}
