import { useEventListener } from '@vueuse/core'

type Handler = (event: KeyboardEvent) => void

/**
 * Key → what it does, while the component lives: `n`, `?`, `mod+k`, `shift+mod+z`. Plain keys stay quiet while somebody types,
 * in dialogs and menus, and when another handler has already taken the event; chords with `mod` work everywhere but in a text field's own undo.
 */
export function useShortcuts(shortcuts: Record<string, Handler>) {
  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = chordOf(event)
    const handler = shortcuts[chord]
    if (!handler) return
    if (isTyping(event.target) && chord !== 'mod+k') return
    if (!chord.includes('mod+') && isInLayer(event.target)) return
    event.preventDefault()
    handler(event)
  })
}

function chordOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  const mod = event.metaKey || event.ctrlKey
  const shifted = event.shiftKey && (mod || key.length > 1)
  return `${shifted ? 'shift+' : ''}${event.altKey ? 'alt+' : ''}${mod ? 'mod+' : ''}${key}`
}

/** Whether keys pressed here write text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function isInLayer(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null
}
