const apple: Record<string, string> = { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵', up: '↑', down: '↓', backspace: '⌫', esc: 'Esc', space: 'Space' }
const others: Record<string, string> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: '↵', up: '↑', down: '↓', backspace: '⌫', esc: 'Esc', space: 'Space' }

/** Spells keys as they stand on this person's keyboard. The server cannot know it, so the first render takes the commoner one. */
export function useKeyNames() {
  const isApple = useState('keyboard-is-apple', () => false)
  onMounted(() => {
    isApple.value = /Mac|iPhone|iPad/.test(navigator.platform)
  })
  return { spell: (key: string) => (isApple.value ? apple : others)[key] ?? key.toUpperCase() }
}
