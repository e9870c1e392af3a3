/** Where rows stand, as if nothing were dragged. Pixels under the top of their list. */
export interface RowPlaces {
  ids: () => readonly string[]
  top: (index: number) => number
  height: (index: number) => number
}

/** A row on its way to another place. */
export interface Drag {
  id: string
  row: HTMLElement
  places: RowPlaces
  from: number
  to: number
  /** How far under the row's top it was taken hold of. */
  grab: number
  height: number
  scroller: Element
  /** Where the pointer was last. */
  x: number
  y: number
  target: HTMLElement | null
  rowsDrawn?: number
}

/** The places of rows that are all drawn, as they are now. */
export function drawnPlaces(container: HTMLElement, rows: readonly HTMLElement[], attribute: string): RowPlaces {
  const top = container.getBoundingClientRect().top
  const boxes = rows.map(row => row.getBoundingClientRect())
  const ids = rows.map(row => row.getAttribute(attribute) ?? '')
  return { ids: () => ids, top: index => (boxes[index]?.top ?? top) - top, height: index => boxes[index]?.height ?? 0 }
}

/** The index that row `from` has when its middle is at `centre`: how many of the others have theirs above it. */
export function indexAt({ ids, top, height }: RowPlaces, from: number, centre: number): number {
  let [low, high] = [0, ids().length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (top(middle) + height(middle) / 2 < centre) low = middle + 1
    else high = middle
  }
  return from < low ? low - 1 : low
}

/** Rows between the old place and the new one make room. */
export function shiftOf({ from, to, height }: Drag, index: number | undefined): string {
  if (index === undefined) return ''
  if (index > from && index <= to) return `translateY(${-height}px)`
  if (index < from && index >= to) return `translateY(${height}px)`
  return ''
}
