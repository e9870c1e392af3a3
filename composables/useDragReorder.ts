import type { Ref } from 'vue'

import { useEventListener } from '@vueuse/core'

/** A finger must rest this long before it drags, so that scrolling stays scrolling. Milliseconds. */
const longPress = 320
/** A mouse that moves less than this still clicks. Pixels. */
const slop = 6

interface Options {
  enabled: () => boolean
  /** The name of the attribute in which a row carries its id. */
  attribute?: string
  /** What of a row does not drag it: its own controls, unless the row is one itself. */
  ignored?: string
  /** The rows in their order on the screen. */
  rows: () => HTMLElement[]
  /** Called once, at the drop, with the row's id and the index it now has. */
  onDrop: (id: string, index: number) => void
  /** Where else a row can be let go: elements that carry an id in `attribute`. */
  elsewhere?: { attribute: string, onDrop: (id: string, targetId: string) => void }
}

interface Drag {
  row: HTMLElement
  rows: HTMLElement[]
  tops: number[]
  height: number
  from: number
  to: number
  startY: number
  scroller: Element
  startScroll: number
  target: HTMLElement | null
}

/**
 * Dragging rows to another place, by mouse or by a finger that rests first. Rows are moved with transforms written straight to the
 * elements: nothing is rendered anew until the drop. The keyboard has its own way (Alt+↑/↓), menus too.
 */
export function useDragReorder(container: Ref<HTMLElement | null>, { enabled, attribute = 'data-todo-row', ignored = 'button, a, input, textarea', rows, onDrop, elsewhere }: Options) {
  let pressed: { row: HTMLElement, x: number, y: number, touch: boolean } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let drag: Drag | null = null
  const isDragging = ref(false)

  useEventListener(container, 'pointerdown', (event: PointerEvent) => {
    if (!enabled() || event.button !== 0 || !(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>(`[${attribute}]`)
    if (!row || !rows().includes(row) || event.target.closest(ignored)) return
    pressed = { row, x: event.clientX, y: event.clientY, touch: event.pointerType !== 'mouse' }
    if (pressed.touch) timer = setTimeout(begin, longPress)
  })

  useEventListener('pointermove', (event: PointerEvent) => {
    if (drag) return follow(event.clientY, event.clientX)
    if (!pressed) return
    const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > slop
    if (moved && pressed.touch) release()
    else if (moved) {
      begin()
      follow(event.clientY, event.clientX)
    }
  })

  useEventListener('pointerup', () => release(true))
  useEventListener('pointercancel', () => release())
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (drag && event.key === 'Escape') release()
  })
  // Once a row is held, the finger moves the row and not the page.
  useEventListener(container, 'touchmove', (event: TouchEvent) => drag && event.preventDefault(), { passive: false })
  useEventListener(container, 'contextmenu', event => pressed?.touch && event.preventDefault())
  // The click that ends a drag is no click.
  useEventListener(container, 'click', (event) => {
    if (!justDropped) return
    justDropped = false
    event.stopPropagation()
    event.preventDefault()
  }, { capture: true })
  let justDropped = false

  function begin() {
    if (!pressed) return
    const all = rows()
    const boxes = all.map(row => row.getBoundingClientRect())
    const from = all.indexOf(pressed.row)
    const scroller = pressed.row.closest('[data-scroller]') ?? document.documentElement
    const [tops, height] = [boxes.map(box => box.top), boxes[from]?.height ?? 0]
    drag = { row: pressed.row, rows: all, tops, height, from, to: from, startY: pressed.y, scroller, startScroll: scroller.scrollTop, target: null }
    isDragging.value = true
    if (pressed.touch) navigator.vibrate?.(8)
    getSelection()?.removeAllRanges()
    drag.row.dataset.dragged = ''
  }

  function follow(y: number, x: number) {
    if (!drag) return
    aimAt(elsewhere ? targetAt(x, y, elsewhere.attribute) : null)
    const { row, rows, tops, from, scroller, startY, startScroll } = drag
    edgeScroll(scroller, y)
    const offset = y - startY + scroller.scrollTop - startScroll
    const centre = (tops[from] ?? 0) + offset + drag.height / 2
    drag.to = tops.filter((top, index) => index !== from && top + (rows[index]?.offsetHeight ?? 0) / 2 < centre).length
    row.style.transform = `translateY(${offset}px)`
    for (const [index, other] of rows.entries()) if (index !== from) other.style.transform = shift(drag, index)
  }

  function aimAt(target: HTMLElement | null) {
    if (!drag || drag.target === target) return
    delete drag.target?.dataset.dropTarget
    drag.target = target
    if (target) target.dataset.dropTarget = ''
  }

  function release(drop = false) {
    clearTimeout(timer)
    pressed = null
    if (!drag) return
    const { row, rows, from, to, target } = drag
    aimAt(null)
    drag = null
    justDropped = drop
    setTimeout(() => { justDropped = false })
    delete row.dataset.dragged
    for (const each of rows) each.style.transform = ''
    const id = row.getAttribute(attribute)
    const targetId = elsewhere && target?.getAttribute(elsewhere.attribute)
    if (drop && id && targetId) elsewhere.onDrop(id, targetId)
    else if (drop && to !== from && id) onDrop(id, to)
    isDragging.value = false
  }

  onScopeDispose(() => clearTimeout(timer))
  return { isDragging: readonly(isDragging) }
}

function targetAt(x: number, y: number, attribute: string): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>(`[${attribute}]`) ?? null
}

/** Rows between the old place and the new one make room. */
function shift({ from, to, height }: Drag, index: number): string {
  if (index > from && index <= to) return `translateY(${-height}px)`
  if (index < from && index >= to) return `translateY(${height}px)`
  return ''
}

function edgeScroll(scroller: Element, y: number) {
  const box = scroller.getBoundingClientRect()
  if (y < box.top + 48) scroller.scrollBy({ top: -12 })
  else if (y > box.bottom - 48) scroller.scrollBy({ top: 12 })
}
