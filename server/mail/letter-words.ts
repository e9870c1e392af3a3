import type { Translate } from '../../i18n/translate.ts'
import messages from '#messages/mail.mjs'
import { languageCookie, languages } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'

/**
 * The language of a letter: that of whoever asked for it, by the choice that their browser keeps, else by its own languages.
 * What language its receiver reads is not known before they have an account here.
 */
export function letterWords(headers: Headers): Translate {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(headers.get('cookie') ?? '')?.[1]
  const wanted = (headers.get('accept-language') ?? '').split(',').map(part => part.trim().split(/[-;]/)[0]?.toLowerCase())
  const language = [chosen, ...wanted].map(code => languages.find(candidate => candidate.code === code)).find(found => found !== undefined) ?? languages[0]
  return translator(language, messages[language.code])
}
