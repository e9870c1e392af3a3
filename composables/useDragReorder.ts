import type { Ref } from 'vue'
import type { Drag, RowPlaces } from '~/composables/board/drag-places'

import { drawnPlaces, indexAt, shiftOf } from '~/composables/board/drag-places'
import { edgeSpeed, scrollerOf } from '~/composables/board/edge-speed'

export type { RowPlaces } from '~/composables/board/drag-places'

/** A finger must rest this long before it drags, so that scrolling stays scrolling. Milliseconds. */
const longPress = 320
/** A mouse that moves less than this still clicks. Pixels. */
const slop = 6

interface Options {
  enabled: () => boolean
  /** Whether rows make room for the one that is dragged. Where the order is given they do not; it can be let go elsewhere all the same. Default: they do. */
  makeRoom?: () => boolean
  /** The name of the attribute in which a row carries its id. */
  attribute?: string
  /** What of a row does not drag it: its own controls, unless the row is one itself. */
  ignored?: string
  /** The drawn rows in their order on the screen. */
  rows: () => HTMLElement[]
  /** Where all rows stand, of a list that draws only what is in sight; null for what is drawn as a whole. */
  places?: () => RowPlaces | null
  /** Called once, at the drop, with the row's id and the index it now has. */
  onDrop: (id: string, index: number) => void
  /** A finger rested on the row and went up again where it was. */
  onHold?: (id: string) => void
  /** Where else a row can be let go: elements that carry an id in `attribute`. */
  elsewhere?: { attribute: string, onDrop: (id: string, targetId: string) => void }
}

/**
 * Dragging rows to another place, by mouse or by a finger that rests first. Rows are moved with transforms written straight to the
 * elements: nothing is rendered anew until the drop. Near an edge the list scrolls along. The keyboard has its own way (Alt+↑/↓), menus too.
 */
export function useDragReorder(container: Readonly<Ref<HTMLElement | null>>, options: Options) {
  const { enabled, makeRoom = () => true, attribute = 'data-todo-row', ignored = 'button, a, input, textarea', rows, places = () => null, onDrop, onHold, elsewhere } = options
  let pressed: { row: HTMLElement, pointer: number, x: number, y: number, touch: boolean } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let drag: Drag | null = null
  let isHeld = false
  let ignoresClick = false
  const draggedId = shallowRef<string | null>(null)
  let frame = 0

  useListener(container, 'pointerdown', (event) => {
    // A second finger is no second drag, and two at once are about the page.
    if (pressed && pressed.pointer !== event.pointerId) return drag ? undefined : release()
    ignoresClick = false
    if (event.button !== 0 || !(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>(`[${attribute}]`)
    if (!row || !rows().includes(row) || event.target.closest(ignored)) return
    const touch = event.pointerType !== 'mouse'
    if (!enabled() && !(touch && onHold)) return
    pressed = { row, pointer: event.pointerId, x: event.clientX, y: event.clientY, touch }
    if (touch) timer = setTimeout(hold, longPress)
  })

  useListener('window', 'pointermove', (event) => {
    if (pressed?.pointer !== event.pointerId) return
    const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > slop
    if (moved) isHeld = false
    if (drag) return follow(event.clientY, event.clientX)
    if (moved && (pressed.touch || !enabled())) release()
    else if (moved) {
      begin()
      follow(event.clientY, event.clientX)
    }
  })

  useListener('window', 'pointerup', event => pressed?.pointer === event.pointerId && release(true))
  useListener('window', 'pointercancel', event => pressed?.pointer === event.pointerId && release())
  useListener('window', 'keydown', (event) => {
    if (drag && event.key === 'Escape') release()
  })
  // Once a row is held, the finger moves the row: neither the page nor the sheet in which it stands.
  useListener(container, 'touchmove', (event) => {
    if (!drag) return
    event.preventDefault()
    event.stopPropagation()
  }, { passive: false })
  useListener(container, 'contextmenu', event => pressed?.touch && event.preventDefault())
  // The click that ends a drag is no click. After a touch it comes with a later task than the pointer's end, or not at all; one of the keyboard has no detail.
  useListener(container, 'click', (event) => {
    if (!ignoresClick || event.detail === 0) return
    ignoresClick = false
    event.stopPropagation()
    event.preventDefault()
  }, { capture: true })

  function hold() {
    isHeld = onHold !== undefined
    navigator.vibrate?.(8)
    if (enabled()) begin()
  }

  function begin() {
    const id = pressed?.row.getAttribute(attribute)
    if (!pressed || !id || !container.value) return
    const all = places() ?? drawnPlaces(container.value, rows(), attribute)
    const from = all.ids().indexOf(id)
    const scroller = pressed.row.closest('[data-scroller]') ?? scrollerOf(pressed.row)
    const grab = pressed.y - container.value.getBoundingClientRect().top - all.top(from)
    drag = { id, row: pressed.row, places: all, from, to: from, grab, height: all.height(from), scroller, x: pressed.x, y: pressed.y, target: null }
    draggedId.value = id
    getSelection()?.removeAllRanges()
    drag.row.dataset.dragged = ''
    frame = requestAnimationFrame(scrollAlong)
  }

  function follow(y: number, x: number) {
    if (!drag || !container.value) return
    Object.assign(drag, { x, y })
    aimAt(elsewhere ? targetAt(x, y, elsewhere.attribute) : null)
    const top = y - container.value.getBoundingClientRect().top - drag.grab
    drag.to = indexAt(drag.places, drag.from, top + drag.height / 2)
    drag.row.style.transform = `translateY(${top - drag.places.top(drag.from)}px)`
    if (!makeRoom()) return
    const indexes = new Map(drag.places.ids().map((id, index) => [id, index]))
    for (const row of rows()) if (row !== drag.row) row.style.transform = drag.target ? '' : shiftOf(drag, indexes.get(row.getAttribute(attribute) ?? ''))
  }

  /** Rows that came into sight on the way make room with the next frame. */
  function scrollAlong() {
    if (!drag) return
    const speed = edgeSpeed(drag.scroller, drag.y)
    const before = drag.scroller.scrollTop
    if (speed) drag.scroller.scrollBy({ top: speed })
    if (drag.scroller.scrollTop !== before || drag.rowsDrawn !== rows().length) follow(drag.y, drag.x)
    drag.rowsDrawn = rows().length
    frame = requestAnimationFrame(scrollAlong)
  }

  function aimAt(target: HTMLElement | null) {
    if (!drag || drag.target === target) return
    delete drag.target?.dataset.dropTarget
    drag.target = target
    if (target) target.dataset.dropTarget = ''
  }

  function release(drop = false) {
    clearTimeout(timer)
    const held = drop && isHeld ? pressed?.row.getAttribute(attribute) : null
    pressed = null
    isHeld = false
    if (drag || held) ignoresClick = drop
    if (drag) end(drag, drop && !held)
    if (held) onHold?.(held)
  }

  function end({ id, row, from, to, target }: Drag, drop: boolean) {
    cancelAnimationFrame(frame)
    aimAt(null)
    drag = null
    delete row.dataset.dragged
    for (const each of rows()) each.style.transform = ''
    const targetId = elsewhere && target?.getAttribute(elsewhere.attribute)
    if (drop && targetId) elsewhere.onDrop(id, targetId)
    else if (drop && to !== from) onDrop(id, to)
    draggedId.value = null
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
  })
  return { draggedId: shallowReadonly(draggedId), isDragging: computed(() => draggedId.value !== null) }
}

function targetAt(x: number, y: number, attribute: string): HTMLElement | null {
  return document.elementFromPoint(x, y)?.closest<HTMLElement>(`[${attribute}]`) ?? null
}
