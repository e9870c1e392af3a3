import type { Ref } from 'vue'

/** More rows than this are drawn in a window: a few screens of them. */
const manyRows = 60
/** A long list stays one until it is clearly short, so that it does not change back and forth at the border. */
const fewRows = 40

/**
 * Whether a list is drawn in a window. Changing between the two ways draws each row anew: the focus is given back to the row that had it.
 */
export function useIsLong(list: Readonly<Ref<HTMLElement | null>>, count: () => number): Readonly<Ref<boolean>> {
  const isLong = ref(count() > manyRows)
  let focused: string | undefined

  watch(count, (now) => {
    if (isLong.value ? now >= fewRows : now <= manyRows) return
    const active = document.activeElement
    focused = active instanceof HTMLElement && list.value?.contains(active) ? active.dataset.todoRow : undefined
    isLong.value = !isLong.value
  }, { flush: 'sync' })
  watch(isLong, () => {
    if (focused !== undefined) list.value?.querySelector<HTMLElement>(`[data-todo-row="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }, { flush: 'post' })

  return isLong
}
