import type words from '../i18n/messages/en/refusal.json'

/** Which sentence says why: a text of the room `refusal` (i18n/messages), which has one for each language. */
export type ReasonKey = Exclude<keyof typeof words, `field_${string}` | 'together'>

/**
 * `write_problems.reason`: why exactly an edit was refused or replaced, for an app to word in the language of whoever reads it. More of them may
 * come; `write_problems.message` says the same in English.
 */
export interface Reason {
  readonly key: ReasonKey
  /** What goes into the sentence; a `column` by its name in the database. */
  readonly values?: Readonly<Record<string, string | number>>
  /** It was not this edit that was refused, but one that was made together with it. */
  readonly together?: boolean
}
