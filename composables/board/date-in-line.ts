import type { DateWords, FoundDate } from '~/composables/board/date-words'

/** A day that stands in a line: `match` is how it was written, from `index` on. */
export interface DateInLine {
  match: string
  index: number
  /** `2026-12-01` */
  day: string
}

/**
 * The day that a line says at its end ("pay rent fri"), or at its beginning where it cannot be anything else ("tomorrow call Jon", not "Friday dinner").
 * A time of day stays with the title, as does a span of days: a due date would say less than the words.
 */
export function dateInLine(text: string, words: DateWords): DateInLine | null {
  const found = words.find(text)
  return atEnd(text, found.at(-1), words) ?? atStart(text, found[0], words)
}

/** The day that words mean which say nothing else: “fri”, “by 1 dec”. Null where they mean none, or one that has gone by. */
export function dayOfWords(text: string, words: DateWords): string | null {
  const whole = text.trim()
  const found = words.find(whole).at(-1)
  if (!found || !saysDay(found) || found.index + found.text.length !== whole.length) return null
  const before = whole.slice(0, found.index)
  return before.replace(words.joins, '') === '' ? day(found) : null
}

function atEnd(text: string, result: FoundDate | undefined, words: DateWords): DateInLine | null {
  if (!result || result.index === 0 || result.index + result.text.length !== text.length) return null
  const before = text.slice(0, result.index)
  if (words.names.test(before)) return null
  const date = dayOf(result, words)
  if (!date) return null
  const joins = date.index === 0 ? words.joins.exec(before)?.[0].trimStart() ?? '' : ''
  return { match: joins + date.match, index: result.index + date.index - joins.length, day: date.day }
}

function atStart(text: string, result: FoundDate | undefined, words: DateWords): DateInLine | null {
  if (!result || result.index > 0 || !/^[\s,:]/.test(text.slice(result.text.length))) return null
  const isRelative = result.start.tags().has('result/relativeDate') || (result.start.isCertain('day') && !/\d/.test(result.text))
  return isRelative ? dayOf(result, words) : null
}

function dayOf(result: FoundDate, { find }: DateWords): DateInLine | null {
  if (!saysDay(result) || (result.end && day({ start: result.end }) !== day(result))) return null
  if (!saysTime(result)) return { match: result.text, index: 0, day: day(result) }
  const words = [...result.text.matchAll(/\S+/g)]
  const shorter = [
    ...words.map(({ index }) => ({ match: result.text.slice(0, index).trimEnd(), index: 0 })).reverse(),
    ...words.map(({ index }) => ({ match: result.text.slice(index), index })),
  ]
  const alone = shorter.find(({ match }) => match && find(match).some(other => other.text === match && saysDay(other) && !saysTime(other)))
  return { ...alone ?? { match: result.text, index: 0 }, day: day(result) }
}

function saysDay({ start, text }: FoundDate): boolean {
  // “10 min” is how long, not when.
  if (start.tags().has('result/relativeDateAndTime')) return false
  return start.isCertain('day') || start.isCertain('weekday') || start.tags().has('result/relativeDate') || /\b(day|week|month|year)s?\b/i.test(text)
}

function saysTime({ start, end }: FoundDate): boolean {
  const isTime = start.isCertain('hour') || end?.isCertain('hour')
  return isTime === true || [...start.tags()].some(tag => /morning|afternoon|evening|night|noon/.test(tag))
}

function day({ start }: Pick<FoundDate, 'start'>): string {
  const parts = [start.get('year'), start.get('month'), start.get('day')]
  return parts.map(part => String(part).padStart(2, '0')).join('-')
}
