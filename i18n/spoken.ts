import type { ShallowRef } from 'vue'
import type { Language, LanguageCode } from './languages'
import type { Part } from './parts'
import type { Texts } from './load-messages'
import { computed, shallowRef } from 'vue'
import { languages } from './languages'
import { loadMessages } from './load-messages'
import { localTag } from './local-tag'
import { parts } from './parts'

/**
 * What the page speaks: a language, as it is written where the person is, and those of its texts that are here.
 *
 * @param wanted the browser's languages
 */
export function createSpoken(first: LanguageCode, wanted: Readonly<ShallowRef<readonly string[]>>) {
  const state = shallowRef<{ code: LanguageCode, here: readonly Part[], texts: Texts }>({ code: first, here: [], texts: {} })

  async function load(code: LanguageCode, wanted: readonly Part[]) {
    const texts = await loadMessages(code, wanted)
    // Others may have come meanwhile.
    const { here, texts: before } = state.value.code === code ? state.value : { here: [], texts: {} }
    state.value = { code, here: [...new Set([...here, ...wanted])], texts: { ...before, ...texts } }
  }

  return {
    language: computed((): Language => {
      const language = languages.find(({ code }) => code === state.value.code) ?? languages[0]
      return { ...language, tag: localTag(language.code, wanted.value) }
    }),
    texts: computed(() => state.value.texts),
    isWhole: computed(() => parts.every(part => state.value.here.includes(part))),
    /** Resolves when these parts are here. */
    async need(wanted: readonly Part[]) {
      const missing = wanted.filter(part => !state.value.here.includes(part))
      if (missing.length > 0) await load(state.value.code, missing)
    },
    /** Resolves when the page speaks it; until then it speaks the last one. */
    speak: (code: LanguageCode) => load(code, parts),
  }
}
