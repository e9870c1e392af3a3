import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { useNuxtApp } from '#imports'
import UiKbd from '~/components/ui/UiKbd.vue'
import ShellLanguageChoice from '~/components/shell/ShellLanguageChoice.vue'
import { useWords } from '~/composables/useWords'
import { eventually } from './on-screen'

afterEach(() => useNuxtApp().$words.speak('en'))

test('what is on the screen follows the choice of a language, which this browser keeps', async () => {
  const choice = await mountSuspended(ShellLanguageChoice)
  expect(choice.text()).toContain('Language')
  await choice.find('select').setValue('de')
  await eventually(() => expect(choice.text()).toContain('Sprache'))
  await nextTick()
  expect(document.cookie).toContain('driftless-language=de')
  expect(choice.findAll('option').map(option => option.text())).toEqual(['Sprache des Browsers', 'English', 'Deutsch', 'العربية'])

  await choice.find('select').setValue('')
  await eventually(() => expect(choice.text()).toContain('Language'))
  await nextTick()
  expect(document.cookie).not.toContain('driftless-language=de')
  choice.unmount()
})

test('inside of a sentence of the other direction, a name keeps its own', async () => {
  const { t, language } = useWords()
  expect(t('act.added', { title: 'Tent' })).toBe('Added “Tent”')
  expect(t('act.added', { title: 'خيمة' })).toBe('Added “\u2068خيمة\u2069”')
  await useNuxtApp().$words.speak('ar')
  expect(language.value.dir).toBe('rtl')
  expect(t('act.added', { title: 'Tent' })).toBe('أُضيفت «\u2068Tent\u2069»')
  expect(t('sync.onTheWay', { count: 2 })).toBe('تعديلان في الطريق')
  expect(t('sync.onTheWay', { count: 1200 })).toBe('1,200 تعديل في الطريق')
})

test('keys are called as on the keyboards of the language', async () => {
  const undo = await mountSuspended(UiKbd, { props: { keys: 'shift+mod+z' } })
  const words = () => undo.findAll('span').map(key => key.text())
  expect(words()).toEqual(['Shift', 'Ctrl', 'Z'])
  await useNuxtApp().$words.speak('de')
  await eventually(() => expect(words()).toEqual(['Umschalt', 'Strg', 'Z']))
  undo.unmount()
})
