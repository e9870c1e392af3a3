import type { Ref } from 'vue'
import type { Subtask } from '~/composables/useSubtasks'
import { chordOf } from '~/composables/board/chord'
import { byChord } from '~/composables/board/shortcuts'

interface Acts {
  canEdit: () => boolean
  /** Where the focus goes behind the last row, and when none is left. */
  focusElsewhere: () => void
  edit: (id: string) => void
  toggle: (subtask: Subtask) => unknown
  remove: (subtask: Subtask) => unknown
  promote: (subtask: Subtask) => unknown
  /** Puts it at `index` of the others. */
  place: (subtask: Subtask, index: number) => unknown
}

/** The keys of a checklist's rows, one of which is in the tab order. A row that goes hands its focus on; one that moves keeps it. */
export function useSubtaskRows(list: Readonly<Ref<HTMLElement | null>>, subtasks: Readonly<Ref<readonly Subtask[]>>, acts: Acts) {
  const activeId = ref<string | null>(null)
  const rows = () => [...list.value?.querySelectorAll<HTMLElement>('[data-subtask]') ?? []]

  let held: string | null = null
  watch(() => subtasks.value.map(subtask => subtask.id).join(), () => {
    if (held) rows().find(row => row.dataset.subtask === held)?.focus()
    held = null
  }, { flush: 'post' })

  function step(subtask: Subtask, by: -1 | 1) {
    const index = subtasks.value.indexOf(subtask) + by
    if (index < 0 || index >= subtasks.value.length) return
    held = subtask.id
    return acts.place(subtask, index)
  }

  function leave(subtask: Subtask, act: (subtask: Subtask) => unknown) {
    const index = subtasks.value.indexOf(subtask)
    const next = rows()[index + 1] ?? rows()[index - 1]
    if (next) next.focus()
    else acts.focusElsewhere()
    return act(subtask)
  }

  function focusAt(index: number) {
    const row = rows()[index]
    if (row) row.focus()
    else if (index > 0) acts.focusElsewhere()
  }

  const moves = byChord<(index: number) => void>({ next: index => focusAt(index + 1), previous: index => focusAt(index - 1) })
  const edits = byChord<(subtask: Subtask) => unknown>({
    subtaskComplete: acts.toggle,
    subtaskRename: ({ id }) => acts.edit(id),
    subtaskRemove: subtask => leave(subtask, acts.remove),
    subtaskUp: subtask => step(subtask, -1),
    subtaskDown: subtask => step(subtask, 1),
    promote: subtask => leave(subtask, acts.promote),
  })

  /** Keys pressed in a row's fields and buttons are theirs. */
  function onKeydown(event: KeyboardEvent) {
    const row = event.target instanceof HTMLElement ? event.target.dataset.subtask : undefined
    const index = subtasks.value.findIndex(({ id }) => id === row)
    const subtask = subtasks.value[index]
    const chord = chordOf(event)
    const edit = acts.canEdit() ? edits.get(chord) : undefined
    if (!subtask || !(edit ?? moves.get(chord))) return
    event.preventDefault()
    if (edit) edit(subtask)
    else moves.get(chord)?.(index)
  }

  return {
    rows,
    activeId,
    tabStop: computed(() => subtasks.value.some(subtask => subtask.id === activeId.value) ? activeId.value : subtasks.value[0]?.id ?? null),
    step,
    leave,
    onKeydown,
  }
}
