/**
 * As many of a todo's labels as fit where there is room for `room`, and how many more there are. What is left out is never a single one: the words that
 * say so would take the room that it takes.
 */
export function foldedLabels(labels: readonly string[], room: number): { shown: readonly string[], more: number } {
  if (labels.length <= room) return { shown: labels, more: 0 }
  return { shown: labels.slice(0, room - 1), more: labels.length - room + 1 }
}
