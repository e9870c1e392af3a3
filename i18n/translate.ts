import type { MessageKey } from './message-key.ts'
import { pluralForm } from './plural-form.ts'

/** The text of a key. Numbers among the values are written as the language writes them, and `count` chooses the plural form. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string

/** Room → key → what a message was compiled to. */
export type CompiledMessages = Readonly<Record<string, Readonly<Record<string, (context: MessageContext) => unknown>>>>

interface MessageContext {
  named: (name: string) => unknown
  plural: (forms: readonly string[]) => string | undefined
}

interface Language { readonly tag: string, readonly forms: readonly string[] }

/** The words of a language where there is no app: in the server's letters, and in tests. @throws {RangeError} for a key that it has not */
export function translator(language: Language, messages: CompiledMessages): Translate {
  return (key, values = {}) => {
    const [room = '', name = ''] = key.split('.')
    const message = messages[room]?.[name]
    if (!message) throw new RangeError(`There is no text “${key}”`)
    const { count } = values
    return String(message({
      named: (value) => {
        const given = values[value]
        return typeof given === 'number' ? given.toLocaleString(language.tag) : given
      },
      plural: forms => forms[pluralForm(language, typeof count === 'number' ? count : 1)],
    }))
  }
}
