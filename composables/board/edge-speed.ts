/** How near an edge of what scrolls a dragged thing makes it scroll. Pixels. */
const reach = 64
/** Pixels a frame at the edge itself. */
const fastest = 20

/** How far to scroll in this frame, in pixels, when something is dragged to `y`: the nearer the edge, the faster. */
export function edgeSpeed(scroller: Element, y: number): number {
  const isPage = scroller === document.documentElement
  const { top, bottom } = isPage ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect()
  const depth = y < top + reach ? y - top - reach : y > bottom - reach ? y - bottom + reach : 0
  return Math.round(Math.max(-1, Math.min(1, depth / reach)) * fastest)
}

/** What scrolls around an element: a sheet, the sidebar, or the page. */
export function scrollerOf(element: Element): Element {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around
  }
  return document.documentElement
}
