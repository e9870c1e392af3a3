import type { ComputedRef } from 'vue'
import type { Translate } from '~/i18n/translate'
import type { MessageKey } from '~/i18n/message-key'
import type { Language } from '~/i18n/languages'
import { useNuxtApp } from '#imports'
import { numberWords } from '~/i18n/formats'
import { parts } from '~/i18n/parts'
import { pluralForm } from '~/i18n/plural-form'

export interface Words {
  t: Translate
  /** Whether there is such a text, of a key that comes from elsewhere. */
  knows: (key: string) => key is MessageKey
  /** The language in use: its code, direction, and the tag for Intl. */
  language: ComputedRef<Language>
}

/**
 * The words of the app in this person's language (`i18n/messages/<language>/<room>.json`): `t('todo.added', { title })`,
 * `t('todo.open', { count: 3 })`. What shows them follows a change of language. In the browser it can be called anywhere,
 * on the server in a `setup`.
 */
export function useWords(): Words {
  const { language, texts, isWhole, need } = useNuxtApp().$words

  return {
    t(key, values = {}) {
      const text = texts.value[key]
      if (text === undefined) {
        // A test keeps the languages complete; a text that is missing all the same shows its key.
        if (isWhole.value) return key
        // Whoever reads it on the screen sees it as soon as it is here.
        need(parts).catch((error: unknown) => console.warn('Not all words are here', error))
        return ''
      }
      if (typeof text === 'string') return text
      const { count } = values
      return text({
        named: name => writtenIn(language.value, values[name] ?? ''),
        plural: forms => forms[pluralForm(language.value, typeof count === 'number' ? count : 1)] ?? key,
      })
    },
    knows: (key): key is MessageKey => texts.value[key] !== undefined,
    language,
  }
}

/** Letters that are written from right to left: Hebrew, Arabic and their kin. */
const leftwards = /[\u0590-\u08FF\uFB1D-\uFEFC]/

/** A text that may be of another direction keeps its own inside of the sentence: U+2068 and U+2069 are around it (UAX #9). */
function writtenIn({ tag, dir }: Language, value: string | number): string {
  if (typeof value === 'number') return numberWords(tag, value)
  return dir === 'rtl' || leftwards.test(value) ? `\u2068${value}\u2069` : value
}
