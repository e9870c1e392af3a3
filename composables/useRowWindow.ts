import type { ComputedRef, Ref } from 'vue'
import type { RowPlaces } from '~/composables/useDragReorder'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/vue-virtual'
import { afterPaint } from '~/composables/after-paint'

interface Options {
  /** Off, nothing is measured and no row is in the window. */
  enabled: () => boolean
  ids: () => readonly string[]
  /**
   * Tells the likely height of a row that was never drawn, in pixels; `width` is that of the list. What is asked for ten thousand rows looks at nothing
   * reactive: only what makes it does.
   */
  estimate: () => (index: number, width: number) => number
  /** Rows that stay drawn wherever the window is: what has the focus, is being written in or dragged. */
  pinned: () => ReadonlyArray<string | null>
}

export interface RowWindow {
  /** Which rows are to be drawn, as children of the list with their ids in `data-todo-row`. */
  inSight: ComputedRef<number[]>
  /** The height of the whole list in pixels. */
  height: ComputedRef<number>
  places: RowPlaces
  /** Scrolls until the row is in sight; it is drawn one tick later. */
  reveal: (index: number) => void
}

/**
 * Draws only the rows of a list that are in sight, inside the nearest ancestor with `data-scroller`. Heights are measured, because
 * titles wrap and rows grow; what stands above the list may change its height, too. Where a row stands is written straight to its element:
 * when the first of ten thousand goes, the rest need not be rendered anew.
 */
export function useRowWindow(list: Readonly<Ref<HTMLElement | null>>, { enabled, ids, estimate, pinned }: Options): RowWindow {
  const scroller = shallowRef<Element | null>(null)
  /** How far the list begins under the top of what scrolls. */
  const offset = ref(0)
  const width = ref(720)
  const measured = new WeakSet<Element>()
  /** The same function as long as the rows are the same: with another one every row is put in its place anew. */
  const keyOf = computed(() => {
    const rows = ids()
    return (index: number) => rows[index] ?? index
  })

  const virtualizer = useVirtualizer<Element, HTMLElement>(computed(() => {
    const [rows, likelyWidth, heightOf] = [ids(), width.value, estimate()]
    const held = pinned().map(id => id === null ? -1 : rows.indexOf(id)).filter(index => index >= 0)
    return {
      enabled: enabled(),
      count: enabled() ? rows.length : 0,
      getScrollElement: () => scroller.value,
      getItemKey: keyOf.value,
      estimateSize: index => heightOf(index, likelyWidth),
      scrollMargin: offset.value,
      // Under a search field at the top and the bar of a selection at the foot a row is not in sight.
      scrollPaddingStart: 64,
      scrollPaddingEnd: 120,
      overscan: 8,
      rangeExtractor: range => [...new Set([...defaultRangeExtractor(range), ...held])].sort((a, b) => a - b),
    }
  }))

  const items = computed(() => enabled() ? virtualizer.value.getVirtualItems() : [])

  /** Before the browser paints. What is new is measured last: in between, the browser would have to lay out the page for every single row. */
  function arrange() {
    const all = ids()
    const fresh: HTMLElement[] = []
    const byId = new Map(items.value.map(item => [all[item.index], item]))
    for (const row of list.value?.children ?? []) {
      const item = row instanceof HTMLElement && byId.get(row.dataset.todoRow)
      if (!item) continue
      row.style.top = `${item.start - offset.value}px`
      row.dataset.index = String(item.index)
      row.setAttribute('aria-posinset', String(item.index + 1))
      row.setAttribute('aria-setsize', String(all.length))
      if (!measured.has(row)) fresh.push(row)
    }
    for (const row of fresh) {
      virtualizer.value.measureElement(row)
      measured.add(row)
    }
  }

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
  watch([items, offset], () => enabled() && arrange(), { flush: 'post' })
  watch(enabled, place, { flush: 'post' })
  // Rows that come and go seldom move the list: asked of a page that was laid out just now, it costs nothing.
  watch(ids, () => void afterPaint().then(place))
  // What is above the list and grows makes the whole of what scrolls grow.
  watch(scroller, (element, _before, onCleanup) => {
    const observer = new ResizeObserver(place)
    for (const child of element?.children ?? []) observer.observe(child)
    onCleanup(() => observer.disconnect())
  })

  return {
    inSight: computed((last) => {
      const now = items.value.map(item => item.index)
      return last?.length === now.length && now.every((index, at) => index === last[at]) ? last : now
    }),
    height: computed(() => virtualizer.value.getTotalSize()),
    places: {
      ids,
      top: index => (virtualizer.value.measurementsCache[index]?.start ?? offset.value) - offset.value,
      height: index => virtualizer.value.measurementsCache[index]?.size ?? 0,
    },
    reveal: index => virtualizer.value.scrollToIndex(index, { align: 'auto' }),
  }
}
