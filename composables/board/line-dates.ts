import type { DateInLine } from '~/composables/board/date-in-line'
import type { LanguageCode } from '~/i18n/languages'
import { dateInLine } from '~/composables/board/date-in-line'
import { loadDateWords } from '~/composables/board/date-words'

/** Finds the day that a line says, in one language. */
export interface LineDates {
  inLine: (text: string) => DateInLine | null
}

/** What reads dates out of lines. This file is not of the first page: it is fetched when somebody begins to type. */
export async function loadLineDates(code: LanguageCode, now?: () => Date): Promise<LineDates> {
  const words = await loadDateWords(code, now)
  return { inLine: text => dateInLine(text, words) }
}
