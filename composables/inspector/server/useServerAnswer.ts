import type { Ref } from 'vue'
import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { InspectorApiError } from './InspectorApiError'

export interface ServerAnswer<T> {
  /** The last answer: it stays while the next one is asked for, and while there is none. */
  value: Readonly<Ref<T | null>>
  /** Why the last question has no answer. */
  error: Readonly<Ref<InspectorApiError | null>>
  isAsking: Readonly<Ref<boolean>>
  refresh: () => Promise<void>
}

/**
 * What the server answers, asked at once and then, with `every`, again after so many milliseconds as long as the page is looked at.
 */
export function useServerAnswer<T>(ask: () => Promise<T>, { every }: { every?: number } = {}): ServerAnswer<T> {
  const value = shallowRef<T | null>(null)
  const error = shallowRef<InspectorApiError | null>(null)
  const isAsking = shallowRef(false)
  const visibility = useDocumentVisibility()
  let isOver = false
  onScopeDispose(() => { isOver = true })

  async function refresh() {
    if (isAsking.value || isOver) return
    isAsking.value = true
    try {
      const answer = await ask()
      if (!isOver) [value.value, error.value] = [answer, null]
    }
    catch (cause) {
      if (!(cause instanceof InspectorApiError)) throw cause
      error.value = cause
    }
    finally {
      isAsking.value = false
    }
  }

  if (every !== undefined) {
    useIntervalFn(() => { if (visibility.value === 'visible') void refresh() }, every)
    watch(visibility, now => now === 'visible' && void refresh())
  }
  void refresh()

  return { value: shallowReadonly(value), error: shallowReadonly(error), isAsking: shallowReadonly(isAsking), refresh }
}
