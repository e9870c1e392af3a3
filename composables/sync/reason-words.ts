import type { Words } from '~/composables/useWords'
import type { WriteProblem } from '~/composables/useWriteProblems'
import { recordIn } from '~/shared/record-in'
import { overwrittenCode, refusalCodes } from '~/shared/write-codes'

/**
 * Why an edit was refused or replaced, in the language of whoever reads it. What a newer server says that this app does not know, or an older one
 * said without a key, is said in its English or, in other languages, with less detail.
 */
export function reasonWords({ code, message, reason }: Pick<WriteProblem, 'code' | 'message' | 'reason'>, { t, knows, language }: Words): string {
  const { key, values, together } = reasonIn(reason)
  const sentence = `refusal.${key}`
  if (!knows(sentence)) {
    const known = ([...refusalCodes, overwrittenCode] as const).find(candidate => candidate === code)
    return language.value.code === 'en' || !known ? message : t(`errors.refused_${known}`)
  }
  const field = `refusal.field_${values.column}`
  const words = t(sentence, { ...values, column: knows(field) ? t(field) : String(values.column).replaceAll('_', ' ') })
  return together ? t('refusal.together', { reason: words }) : words
}

/** What `shared/refusal-reason.ts` describes, from a server that may be newer than this app. */
function reasonIn(reason: unknown): { key: string, values: Readonly<Record<string, string | number>>, together: boolean } {
  const { key, values, together } = recordIn(reason)
  return {
    key: typeof key === 'string' ? key : '',
    values: Object.fromEntries(Object.entries(recordIn(values)).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1]))),
    together: together === true,
  }
}
