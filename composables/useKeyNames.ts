import type { MessageKey } from '~/i18n/message-key'

/** Keys that have the same sign on every keyboard. */
const signs: Record<string, string> = { enter: '↵', up: '↑', down: '↓', backspace: '⌫', esc: 'Esc', tab: 'Tab' }
const apple: Record<string, string> = { ...signs, mod: '⌘', alt: '⌥', shift: '⇧' }
const others: Record<string, string> = { ...signs, alt: 'Alt' }
/** Keys that have a word on them, in the language of the keyboard. */
const named: Record<string, MessageKey> = {
  mod: 'shell.keyCtrl',
  shift: 'shell.keyShift',
  delete: 'shell.keyDelete',
  home: 'shell.keyHome',
  end: 'shell.keyEnd',
  pagedown: 'shell.keyPageDown',
  pageup: 'shell.keyPageUp',
  space: 'shell.keySpace',
}

/** Spells keys as they stand on this person's keyboard. The server cannot know it, so the first render takes the commoner one. */
export function useKeyNames() {
  const { t, language } = useWords()
  const isApple = useState('keyboard-is-apple', () => false)
  onMounted(() => {
    isApple.value = /Mac|iPhone|iPad/.test(navigator.platform)
  })

  return {
    spell(key: string): string {
      if (key === 'forward') return language.value.dir === 'rtl' ? '←' : '→'
      const sign = (isApple.value ? apple : others)[key]
      const word = named[key]
      return sign ?? (word === undefined ? key.toUpperCase() : t(word))
    },
  }
}
