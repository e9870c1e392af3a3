import type { TodoItem } from '~/composables/useTodos'

/** Of a letter of a title, on average; pixels. */
const letter = 7.4
/** What of a row's width is not the title's: check, menu, paddings. */
const beside = 112
/** Padding and one line of title; a further line; the line below the title. */
const heights = { plain: 44, line: 22, meta: 20 }

/** The likely height of a row that was not drawn yet, in pixels. What is drawn is measured; a good guess keeps the scroll bar still. */
export function likelyHeight(todo: TodoItem | undefined, width: number): number {
  if (!todo) return heights.plain
  const lines = Math.max(1, Math.ceil(todo.title.length * letter / Math.max(120, width - beside)))
  const hasMeta = todo.place !== undefined || todo.completedAt !== null || todo.dueOn !== null || todo.labels.length > 0
  return heights.plain + (lines - 1) * heights.line + (hasMeta ? heights.meta : 0)
}
