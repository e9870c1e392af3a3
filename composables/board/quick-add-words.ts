import type { DateWords } from '~/composables/board/date-words'

export interface QuickAddItem {
  title: string
  dueOn?: string
  /** 1 (low) to 3 (high). */
  priority?: number
  labels?: string[]
  assigneeId?: string
}

/** A word of the line that became a field. `match` is how it was written: taking the chip away gives it back to the title. */
export interface QuickAddChip {
  kind: 'due' | 'priority' | 'label' | 'assignee'
  match: string
  value: string
}

export interface QuickAddContext {
  people: readonly { userId: string, name: string }[]
  /** How dates are written in the person's language; null until that is loaded. */
  dates: DateWords | null
  /** Matches that the person wants to be plain words. */
  kept: ReadonlySet<string>
}

/**
 * Reads the fields out of a line: `pay rent fri !2 #home @mina`. `!1` is the highest priority, as on paper. A date counts at
 * the end of the line only, and not as part of what is named ("menu for Saturday" stays a menu for Saturday).
 */
export function quickAddWords(text: string, { people, dates, kept }: QuickAddContext): { item: QuickAddItem, chips: QuickAddChip[] } {
  const chips: QuickAddChip[] = []
  const item: QuickAddItem = { title: '' }

  let rest = text.replace(/(^|\s)([!#@])([\p{L}\p{N}_-]+)(?=\s|$)/gu, (whole, space: string, sign: string, word: string) => {
    const match = sign + word
    const chip = kept.has(match) ? null : chipOf(sign, word, match, people)
    if (!chip) return whole
    chips.push(chip)
    return space
  })
  const date = dates ? dateAtEnd(rest.trimEnd(), dates) : null
  if (date && !kept.has(date.match)) {
    chips.push({ kind: 'due', match: date.match, value: date.day })
    rest = rest.trimEnd().slice(0, -date.match.length)
  }

  for (const { kind, value } of chips) {
    if (kind === 'due') item.dueOn = value
    if (kind === 'priority') item.priority = Number(value)
    if (kind === 'assignee') item.assigneeId = value
    if (kind === 'label') item.labels = [...new Set([...item.labels ?? [], value])]
  }
  item.title = rest.replace(/\s+/g, ' ').trim()
  // A line of nothing but fields is a title after all.
  return item.title ? { item, chips } : { item: { title: text.trim() }, chips: [] }
}

function chipOf(sign: string, word: string, match: string, people: QuickAddContext['people']): QuickAddChip | null {
  // `#42` names a todo by its number, a label has a letter.
  if (sign === '#') return /\p{L}/u.test(word) ? { kind: 'label', match, value: word } : null
  if (sign === '!') return /^[123]$/.test(word) ? { kind: 'priority', match, value: String(4 - Number(word)) } : null
  const person = people.find(({ name }) => name.toLowerCase().split(/\s+/).some(part => part.startsWith(word.toLowerCase())))
  return person ? { kind: 'assignee', match, value: person.userId } : null
}

function dateAtEnd(text: string, { find, names, joins }: DateWords): { match: string, day: string } | null {
  const result = find(text).at(-1)
  if (!result || result.index + result.text.length !== text.length || result.index === 0) return null
  const { start } = result
  if (!start.isCertain('day') && !start.isCertain('weekday') && !/\b(day|week|month|year)s?\b/i.test(result.text)) return null
  const before = text.slice(0, result.index)
  if (names.test(before)) return null
  const preposition = joins.exec(before)?.[0].trimStart() ?? ''
  const parts = [start.get('year'), start.get('month'), start.get('day')]
  return { match: preposition + result.text, day: parts.map(part => String(part).padStart(2, '0')).join('-') }
}
