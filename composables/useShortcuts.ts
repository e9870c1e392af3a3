import type { ShortcutName } from '~/composables/board/shortcuts'
import { chordOf } from '~/composables/board/chord'
import { byChord } from '~/composables/board/shortcuts'

type Handler = (event: KeyboardEvent) => unknown

/**
 * Does what shortcuts (composables/board/shortcuts.ts) are for, while the component lives. Plain keys stay quiet while somebody types,
 * in dialogs and menus, and when another handler has already taken the event; chords with `mod` work everywhere but in a text field that has undo of its own.
 */
export function useShortcuts(handlers: Partial<Record<ShortcutName, Handler>>) {
  const chords = byChord(handlers)
  const singleKeys = useSingleKeys()
  useListener('window', 'keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = chordOf(event)
    const handler = chords.get(chord)
    if (!handler) return
    if (isTyping(event.target) && chord !== 'mod+k' && !(/mod\+[zy]$/.test(chord) && isEmptyField(event.target))) return
    if (!chord.includes('mod+') && (!singleKeys.value || isInLayer(event.target))) return
    event.preventDefault()
    handler(event)
  })
}

/** Whether keys pressed here write text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Nothing was typed here that could be taken back: undo means what was done last. Of a dialog's field it is never meant so. */
function isEmptyField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text' && target.value === '' && !isInLayer(target)
}

/** Whether keys pressed here belong to something that is open over the page. */
export function isInLayer(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null
}
