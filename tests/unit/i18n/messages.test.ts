import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileMessage } from '../../../i18n/compile-message.ts'
import { languages } from '../../../i18n/languages.ts'
import { pluralForm } from '../../../i18n/plural-form.ts'
import { readMessages } from '../../../i18n/read-messages.ts'
import { root } from '../../../stack/root.ts'
import { wordsIn } from '../../support/words.ts'

const messagesOf = (code: string) => Object.entries(readMessages(join(root, 'i18n', 'messages', code)))
  .flatMap(([room, texts]) => Object.entries(texts).map(([key, text]) => [`${room}.${key}`, text] as const))
const english = new Map(messagesOf('en'))
const formsOf = (text: string) => text.split(' | ')
const namesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()

describe.each(languages)('$name', (language) => {
  const own = new Map(messagesOf(language.code))

  test('says everything that English says, and nothing else', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('has a text for every key, which can be read', () => {
    for (const [key, text] of own) {
      expect(text.trim(), key).not.toBe('')
      expect(() => compileMessage(text), key).not.toThrow()
    }
  })

  test('has every plural form that its counts need, where English has them', () => {
    const wrong = [...own].filter(([key, text]) => formsOf(text).length !== (formsOf(english.get(key) ?? '').length > 1 ? language.forms.length : 1))
    expect(wrong).toEqual([])
  })

  test('puts the same values into its texts, but for a count that a form says in a word', () => {
    const named = (text: string) => namesIn(text).filter(name => name !== 'count')
    const wrong = [...own].filter(([key, text]) => formsOf(text).some(form => named(form).join() !== named(english.get(key) ?? '').join()))
    expect(wrong).toEqual([])
  })
})

/** Letters name their texts without the room; their keys are typed. */
const isOfLetter = (key: string) => key.startsWith('mail.')

test('every text is used', () => {
  const sources = globSync(['{components,composables,layouts,pages,plugins,powersync,server}/**/*.{ts,vue}', '*.vue'], { cwd: root })
    .map(file => readFileSync(join(root, file), 'utf8')).join('\n')
  const literal = new Set([...sources.matchAll(/['"`]([a-z]\w*\.\w+)['"`]/g)].map(([, key]) => key))
  const beginnings = [...sources.matchAll(/`([a-z]\w*\.\w*)\$\{/g)].map(([, beginning = '']) => beginning)
  expect([...english.keys()].filter(key => !literal.has(key) && !isOfLetter(key) && !beginnings.some(beginning => key.startsWith(beginning)))).toEqual([])
})

test('Arabic has a form of its own for none, one, two, a few, many and hundreds', () => {
  const arabic = languages.find(({ code }) => code === 'ar')
  expect([0, 1, 2, 3, 11, 100].map(count => arabic && pluralForm(arabic, count))).toEqual([0, 1, 2, 3, 4, 5])
  const { t } = wordsIn('ar')
  expect([1, 2, 5, 20].map(count => t('sync.onTheWay', { count }))).toEqual(['تعديل واحد في الطريق', 'تعديلان في الطريق', '5 تعديلات في الطريق', '20 تعديلًا في الطريق'])
})

test('numbers are written as the language writes them', () => {
  expect(wordsIn('de').t('sync.amount', { done: 1200, total: 34567 })).toBe('1.200 von 34.567')
  expect(wordsIn('en').t('sync.amount', { done: 1200, total: 34567 })).toBe('1,200 of 34,567')
})
