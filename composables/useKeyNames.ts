const everywhere: Record<string, string> = { enter: '↵', up: '↑', down: '↓', right: '→', backspace: '⌫', delete: 'Del', home: 'Home', end: 'End', pagedown: 'PgDn', pageup: 'PgUp', esc: 'Esc', space: 'Space', tab: 'Tab' }
const apple: Record<string, string> = { ...everywhere, mod: '⌘', alt: '⌥', shift: '⇧' }
const others: Record<string, string> = { ...everywhere, mod: 'Ctrl', alt: 'Alt', shift: 'Shift' }

/** Spells keys as they stand on this person's keyboard. The server cannot know it, so the first render takes the commoner one. */
export function useKeyNames() {
  const isApple = useState('keyboard-is-apple', () => false)
  onMounted(() => {
    isApple.value = /Mac|iPhone|iPad/.test(navigator.platform)
  })
  return { spell: (key: string) => (isApple.value ? apple : others)[key] ?? key.toUpperCase() }
}
