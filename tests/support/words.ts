import type { LanguageCode } from '../../i18n/languages.ts'
import type { CompiledMessages, Translate } from '../../i18n/translate.ts'
import { join } from 'node:path'
import { compileMessage } from '../../i18n/compile-message.ts'
import { languages } from '../../i18n/languages.ts'
import { readMessages } from '../../i18n/read-messages.ts'
import { translator } from '../../i18n/translate.ts'
import { root } from '../../stack/root.ts'

/** The words of a language outside of the app: its files, compiled as the build compiles them. */
export function wordsIn(code: LanguageCode): { t: Translate, tag: string } {
  const language = languages.find(candidate => candidate.code === code) ?? languages[0]
  const rooms = Object.entries(readMessages(join(root, 'i18n', 'messages', code))).map(([room, texts]) => {
    const entries = Object.entries(texts).map(([key, text]) => `${JSON.stringify(key)}:${compileMessage(text)}`)
    return `${JSON.stringify(room)}:{${entries.join(',')}}`
  })
  const compiled: CompiledMessages = new Function(`return {${rooms.join(',')}}`)()
  return { tag: language.tag, t: translator(language, compiled) }
}

export const english = wordsIn('en')
