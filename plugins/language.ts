import type { LanguageCode } from '~/i18n/languages'
import { addRouteMiddleware, defineNuxtPlugin, useCookie, useHead, useRequestHeaders, useRequestURL, useState } from '#imports'
import { shallowRef } from 'vue'
import { asWritten, languageCookie } from '~/i18n/languages'
import { parts, partsOfPage } from '~/i18n/parts'
import { createSpoken } from '~/i18n/spoken'
import { wantedLanguage } from '~/i18n/wanted-language'
import { fetchedInAdvance } from '~/powersync/later'

/**
 * The language of the page: that which the server rendered it in, else what this browser keeps as chosen, else the browser's own. The page
 * says it and its direction, and the browser fetches the words that it shows together with its scripts; the others when there is time.
 */
export default defineNuxtPlugin({
  name: 'driftless:language',
  enforce: 'pre',
  async setup(nuxtApp) {
    const { ssrContext } = nuxtApp
    const accepted = useState('languages', () => [...acceptedLanguages()])
    const rendered = useState<LanguageCode>('language', () => wantedLanguage([useCookie(languageCookie, asWritten).value, ...accepted.value]))
    const wanted = shallowRef<readonly string[]>(accepted.value)
    const words = createSpoken(rendered.value, wanted)
    const { language } = words
    useHead({ htmlAttrs: { lang: () => language.value.code, dir: () => language.value.dir } })
    const shown = partsOfPage(useRequestURL().pathname)
    // What was rendered on the server names the chunks to preload; the words are imported by no component.
    for (const part of shown) ssrContext?.modules?.add(`i18n/locales/${rendered.value}/${part}.ts`)

    if (import.meta.client) {
      // Browsers tell servers less of them than they know, and a page that was kept for being offline is as old as it is.
      nuxtApp.hook('app:mounted', () => { wanted.value = navigator.languages })
      const needAll = fetchedInAdvance(() => words.need(parts))
      // What opens on demand has words of its own: they set out before it does.
      for (const name of ['pointerdown', 'keydown']) {
        window.addEventListener(name, () => needAll().catch((error: unknown) => console.warn('Not all words are here', error)), { once: true, capture: true, passive: true })
      }
      addRouteMiddleware('driftless:words', ({ path }) => words.need(partsOfPage(path)), { global: true })
    }
    await words.need(shown)
    return { provide: { words } }
  },
})

function acceptedLanguages(): readonly string[] {
  return import.meta.server ? useRequestHeaders(['accept-language'])['accept-language']?.split(',') ?? [] : navigator.languages
}
