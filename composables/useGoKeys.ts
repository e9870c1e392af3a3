import type { ShortcutName } from '~/composables/board/shortcuts'
import { chordOf } from '~/composables/board/chord'
import { byChord } from '~/composables/board/shortcuts'
import { isInLayer, isTyping } from '~/composables/useShortcuts'

/**
 * Does what two keys pressed one after the other are for, `g` and then `t`, while the component lives. The second belongs to nobody else, wherever
 * the focus is; quiet are both where plain keys are (useShortcuts).
 */
export function useGoKeys(handlers: Partial<Record<ShortcutName, () => unknown>>) {
  const sequences = byChord(handlers)
  const singleKeys = useSingleKeys()
  let first = ''
  useListener('window', 'keydown', (event) => {
    if (event.key === 'Shift') return
    const chord = chordOf(event)
    const run = first ? sequences.get(`${first} ${chord}`) : undefined
    const isFirst = !run && singleKeys.value && [...sequences.keys()].some(sequence => sequence.startsWith(`${chord} `)) && !isTyping(event.target) && !isInLayer(event.target)
    first = isFirst ? chord : ''
    if (!run) return
    event.preventDefault()
    event.stopImmediatePropagation()
    run()
  }, { capture: true })
}
