import type { LanguageCode } from '~/i18n/languages'
import { asWritten, languageCookie, languages } from '~/i18n/languages'
import { wantedLanguage } from '~/i18n/wanted-language'

/** The language that this person chose for this browser. `null`: none, so the browser's own languages decide. */
export function useLanguageChoice() {
  const { $words } = useNuxtApp()
  // Not secret, and read in the browser too: a page that opens without a server has nobody else to ask.
  const cookie = useCookie<string | null>(languageCookie, { ...asWritten, default: () => null, maxAge: 31_536_000, sameSite: 'lax' })
  const choice = computed(() => languages.find(({ code }) => code === cookie.value)?.code ?? null)

  return {
    choice,
    async choose(code: LanguageCode | null) {
      await $words.speak(code ?? wantedLanguage(navigator.languages))
      cookie.value = code
    },
  }
}
