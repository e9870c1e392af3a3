import type { LineDates } from '~/composables/board/line-dates'
import { labelLimits } from '~/shared/limits'

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
  dates: LineDates | null
  /** Matches that the person wants to be plain words. */
  kept: ReadonlySet<string>
}

/**
 * Reads the fields out of a line: `pay rent fri !2 #home @mina`. `!1` is the highest priority, as on paper. A date counts at
 * an end of the line only, and not as part of what is named ("menu for Saturday" stays a menu for Saturday). What a line says twice counts once.
 */
export function quickAddWords(text: string, { people, dates, kept }: QuickAddContext): { item: QuickAddItem, chips: QuickAddChip[] } {
  const chips: QuickAddChip[] = []
  const item: QuickAddItem = { title: '' }

  let rest = text.replace(/(^|\s)([!#@])([\p{L}\p{N}_-]+)(?=\s|$)/gu, (whole, space: string, sign: string, word: string) => {
    const match = sign + word
    const chip = kept.has(match) ? null : chipOf(sign, word, match, people)
    if (!chip) return whole
    const same = chips.find(({ kind, value }) => kind === chip.kind && (kind !== 'label' || value === chip.value))
    if (same && same.value !== chip.value) return whole
    if (!same) chips.push(chip)
    return space
  })
  rest = rest.trim()
  const date = dates?.inLine(rest)
  if (date && !kept.has(date.match)) {
    chips.push({ kind: 'due', match: date.match, value: date.day })
    rest = rest.slice(0, date.index) + rest.slice(date.index + date.match.length).replace(/^\s*[,:]/, '')
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
  if (sign === '#') return /\p{L}/u.test(word) && word.length <= labelLimits.length ? { kind: 'label', match, value: word } : null
  if (sign === '!') return /^[123]$/.test(word) ? { kind: 'priority', match, value: String(4 - Number(word)) } : null
  const person = people.find(({ name }) => name.toLowerCase().split(/\s+/).some(part => part.startsWith(word.toLowerCase())))
  return person ? { kind: 'assignee', match, value: person.userId } : null
}
