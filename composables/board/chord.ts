/**
 * What is pressed, written as shortcuts are: `n`, `mod+k`, `shift+mod+z`, `alt+up`. `mod` is Ctrl or Cmd. Shift stands only where it does not
 * already make another character (`?` is `?`).
 */
export function chordOf(event: KeyboardEvent): string {
  const key = names[event.key] ?? event.key.toLowerCase()
  const mod = event.metaKey || event.ctrlKey
  const shifted = event.shiftKey && (mod || key.length > 1)
  return `${shifted ? 'shift+' : ''}${event.altKey ? 'alt+' : ''}${mod ? 'mod+' : ''}${key}`
}

const names: Record<string, string> = { ' ': 'space', 'ArrowUp': 'up', 'ArrowDown': 'down', 'ArrowLeft': 'left', 'ArrowRight': 'right', 'Escape': 'esc' }
