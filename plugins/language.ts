import { defineNuxtPlugin, useHead } from '#imports'
import { useWords } from '~/composables/useWords'

/** The page says its language and direction, and the browser fetches that language's words together with the page's scripts. */
export default defineNuxtPlugin({
  name: 'driftless:language',
  dependsOn: ['i18n:plugin:route-locale-detect'],
  setup({ ssrContext }) {
    const { language } = useWords()
    useHead({ htmlAttrs: { lang: () => language.value.code, dir: () => language.value.dir } })
    // What was rendered on the server names the chunks to preload; the words are imported by no component.
    ssrContext?.modules?.add(`i18n/locales/${language.value.code}.ts`)
  },
})
