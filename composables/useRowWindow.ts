import type { ComputedRef, Ref, VNode } from 'vue'
import type { RowPlaces } from '~/composables/useDragReorder'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual'
import { useResizeObserver } from '@vueuse/core'

interface Options {
  /** Off, nothing is measured and no row is in the window. */
  enabled: () => boolean
  ids: () => readonly string[]
  /** The likely height of a row that was never drawn, in pixels; `width` is that of the list. */
  estimate: (index: number, width: number) => number
  /** Rows that stay drawn wherever the window is: what has the focus, is being written in or dragged. */
  pinned: () => ReadonlyArray<string | null>
}

export interface RowWindow {
  /** What is to be drawn: each row's index, and how far it stands under the top of the list, in pixels. */
  rows: ComputedRef<Array<{ index: number, top: number }>>
  /** The height of the whole list in pixels. */
  height: ComputedRef<number>
  places: RowPlaces
  /** Put as `@vue:mounted` on each row, which carries its index in `data-index`: its height is followed from then on. */
  measure: (vnode: VNode) => void
  /** Scrolls until the row is in sight; it is drawn one tick later. */
  reveal: (index: number) => void
}

/**
 * Draws only the rows of a list that are in sight, inside the nearest ancestor with `data-scroller`. Heights are measured, because
 * titles wrap and rows grow; what stands above the list may change its height, too.
 */
export function useRowWindow(list: Readonly<Ref<HTMLElement | null>>, { enabled, ids, estimate, pinned }: Options): RowWindow {
  const scroller = shallowRef<Element | null>(null)
  /** How far the list begins under the top of what scrolls. */
  const offset = ref(0)
  const width = ref(720)

  /** The same function as long as the rows are the same: with another one every row is put in its place anew. */
  const keyOf = computed(() => {
    const rows = ids()
    return (index: number) => rows[index] ?? index
  })

  const virtualizer = useVirtualizer<Element, HTMLElement>(computed(() => {
    const [rows, likelyWidth] = [ids(), width.value]
    const held = pinned().map(id => id === null ? -1 : rows.indexOf(id)).filter(index => index >= 0)
    return {
      enabled: enabled(),
      count: enabled() ? rows.length : 0,
      getScrollElement: () => scroller.value,
      getItemKey: keyOf.value,
      estimateSize: index => estimate(index, likelyWidth),
      scrollMargin: offset.value,
      scrollPaddingStart: 64,
      scrollPaddingEnd: 64,
      overscan: 8,
      rangeExtractor: range => [...new Set([...defaultRangeExtractor(range), ...held])].sort((a, b) => a - b),
    }
  }))

  function place() {
    if (!list.value || !scroller.value || !enabled()) return
    const box = list.value.getBoundingClientRect()
    offset.value = Math.round(box.top - scroller.value.getBoundingClientRect().top + scroller.value.scrollTop)
    width.value = box.width
  }

  onMounted(() => {
    scroller.value = list.value?.closest('[data-scroller]') ?? document.documentElement
    place()
  })
  watch([ids, enabled], place, { flush: 'post' })
  // What is above the list and grows makes the whole of what scrolls grow.
  useResizeObserver(() => [...scroller.value?.children ?? []].filter(child => child instanceof HTMLElement), place)

  const start = (index: number) => (virtualizer.value.measurementsCache[index]?.start ?? offset.value) - offset.value

  return {
    rows: computed(() => enabled() ? virtualizer.value.getVirtualItems().map(({ index, start }) => ({ index, top: start - offset.value })) : []),
    height: computed(() => virtualizer.value.getTotalSize()),
    places: { ids, top: start, height: index => virtualizer.value.measurementsCache[index]?.size ?? 0 },
    measure: ({ el }) => virtualizer.value.measureElement(el instanceof HTMLElement ? el : null),
    reveal: index => virtualizer.value.scrollToIndex(index, { align: 'auto' }),
  }
}
