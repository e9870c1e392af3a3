import ar from '../../i18n/messages/ar/mail.json' with { type: 'json' }
import de from '../../i18n/messages/de/mail.json' with { type: 'json' }
import en from '../../i18n/messages/en/mail.json' with { type: 'json' }
import { languageCookie } from '../../i18n/languages.ts'

export type LetterWords = (key: keyof typeof en, values?: Readonly<Record<string, string>>) => string

const letters: Readonly<Record<string, typeof en>> = { en, de, ar }

/**
 * The language of a letter: that of whoever asked for it, by the choice that their browser keeps, else by its own languages.
 * What language its receiver reads is not known before they have an account here.
 */
export function letterWords(headers: Headers): LetterWords {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(headers.get('cookie') ?? '')?.[1] ?? ''
  const accepted = (headers.get('accept-language') ?? '').split(',').map(range => range.trim().split(/[-;]/)[0]?.toLowerCase() ?? '')
  const words = [chosen, ...accepted].map(code => letters[code]).find(found => found !== undefined) ?? en
  return (key, values = {}) => words[key].replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
}
