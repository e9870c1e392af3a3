/**
 * What is pressed, written as shortcuts are: `n`, `mod+k`, `shift+mod+z`, `alt+up`. `mod` is Ctrl or Cmd. Shift stands only where it does not
 * already make another character (`?` is `?`). Of the arrows along the line, `forward` is the one in the direction of reading.
 */
export function chordOf(event: KeyboardEvent, isRightToLeft = globalThis.document?.documentElement.dir === 'rtl'): string {
  const key = names[event.key] ?? along[isRightToLeft ? 'rtl' : 'ltr'][event.key] ?? event.key.toLowerCase()
  const mod = event.metaKey || event.ctrlKey
  const shifted = event.shiftKey && (mod || key.length > 1)
  return `${shifted ? 'shift+' : ''}${event.altKey ? 'alt+' : ''}${mod ? 'mod+' : ''}${key}`
}

const names: Record<string, string> = { ' ': 'space', 'ArrowUp': 'up', 'ArrowDown': 'down', 'Escape': 'esc' }
const along: Record<'ltr' | 'rtl', Record<string, string>> = {
  ltr: { ArrowRight: 'forward', ArrowLeft: 'backward' },
  rtl: { ArrowRight: 'backward', ArrowLeft: 'forward' },
}
