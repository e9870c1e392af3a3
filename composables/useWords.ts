import type { ComputedRef } from 'vue'
import type { Translate } from '~/i18n/translate'
import { computed } from 'vue'
import { useNuxtApp } from '#imports'
import { languages } from '~/i18n/languages'

export interface Words {
  t: Translate
  /** The language in use: its code, direction, and the tag for Intl. */
  language: ComputedRef<typeof languages[number]>
}

/**
 * The words of the app in this person's language (`i18n/messages/<language>/<room>.json`): `t('todo.added', { title })`,
 * `t('todo.open', { count: 3 })`. What shows them follows a change of language. In the browser it can be called anywhere,
 * on the server in a `setup`.
 */
export function useWords(): Words {
  const { $i18n } = useNuxtApp()
  const language = computed(() => languages.find(({ code }) => code === $i18n.locale.value) ?? languages[0])

  return {
    t(key, values = {}) {
      const { count } = values
      const written = Object.entries(values).map(([name, value]) => [name, writtenIn(language.value, value)])
      return $i18n.t(key, Object.fromEntries(written), typeof count === 'number' ? count : 1)
    },
    language,
  }
}

/** A text of another direction keeps its own inside of the sentence: U+2068 and U+2069 are around it (UAX #9). */
function writtenIn({ tag, dir }: typeof languages[number], value: string | number): string {
  if (typeof value === 'number') return value.toLocaleString(tag)
  return dir === 'rtl' ? `\u2068${value}\u2069` : value
}
