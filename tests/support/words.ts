import type { LanguageCode } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { join } from 'node:path'
import { compileMessage } from '../../i18n/compile-message.ts'
import { languages } from '../../i18n/languages.ts'
import { pluralForm } from '../../i18n/plural-form.ts'
import { readMessages } from '../../i18n/read-messages.ts'
import { root } from '../../stack/root.ts'

/** The words of a language outside of the app: its files, compiled as the build compiles them. */
export function wordsIn(code: LanguageCode): { t: Translate, tag: string } {
  const language = languages.find(candidate => candidate.code === code) ?? languages[0]
  const rooms = readMessages(join(root, 'i18n', 'messages', code))

  return {
    tag: language.tag,
    t(key, values = {}) {
      const [room = '', name = ''] = key.split('.')
      const message = rooms[room]?.[name]
      if (message === undefined) throw new Error(`There is no text “${key}” in ${code}`)
      const show: unknown = new Function(`return ${compileMessage(message)}`)()
      const { count } = values
      return typeof show !== 'function'
        ? String(show)
        : String(show({
            named: (value: string) => typeof values[value] === 'number' ? values[value].toLocaleString(language.tag) : values[value],
            plural: (forms: readonly string[]) => forms[pluralForm(language, typeof count === 'number' ? count : 1)],
          }))
    },
  }
}

export const english = wordsIn('en')
