import type { Outcome } from '~/composables/useSteps'

export interface ToastMessage {
  id: number
  text: string
  tone: 'plain' | 'problem'
  /** What takes the act back. */
  undo?: () => Promise<unknown> | unknown
  /** Says what came of something, such as taking it back: of these the last one counts. */
  isOutcome?: boolean
}

let lastId = 0

/** Short messages at the foot of the screen. What one of them offers to undo is a step of `useSteps`, so Ctrl/Cmd+Z takes the same back. */
export function useToast() {
  const toasts = useState<ToastMessage[]>('toasts', () => [])
  const steps = useSteps()
  const { t } = useWords()

  /** @param options.undo that of a step, or what takes the act back once */
  function show(text: string, options: { undo?: ToastMessage['undo'], tone?: ToastMessage['tone'], isOutcome?: boolean } = {}) {
    const { undo, tone = 'plain', isOutcome } = options
    const toast: ToastMessage = { id: ++lastId, text, tone, undo: undo && stepFor(text, undo).undo, isOutcome }
    toasts.value = [...toasts.value.filter(other => !isOutcome || !other.isOutcome).slice(-1), toast]
  }

  function stepFor(words: string, undo: NonNullable<ToastMessage['undo']>) {
    return steps.stepOf(undo) ?? steps.push({
      words,
      async undo() {
        await undo()
        return []
      },
    })
  }

  function dismiss(id: number) {
    toasts.value = toasts.value.filter(toast => toast.id !== id)
  }

  /** Says what became of taking back or doing again, where that cannot be seen. */
  async function tell(act: Promise<Outcome | null>, words?: (step: string) => string) {
    try {
      const outcome = await act
      if (!outcome) return
      toasts.value = toasts.value.filter(toast => toast.undo !== outcome.step.undo)
      const [left, ...others] = outcome.left
      if (left !== undefined) show(others.length ? t('act.leftMany', { title: shortened(left), count: others.length }) : t('act.left', { title: shortened(left) }))
      else if (words) show(words(outcome.step.words), { isOutcome: true })
    }
    catch {
      show(t('act.notUndone'), { tone: 'problem' })
    }
  }

  async function undo(toast = toasts.value.findLast(candidate => candidate.undo)) {
    const step = steps.stepOf(toast?.undo)
    if (toast) dismiss(toast.id)
    if (step) await tell(steps.undo(step))
  }

  return {
    toasts: readonly(toasts),
    show,
    dismiss,
    /** Takes back what a message offers; the newest of them unless told which. */
    undo,
    /** Takes back what was done last, whether there is a message about it or not. */
    undoLast: () => tell(steps.undo(), act => t('act.undone', { act })),
    redoLast: () => tell(steps.redo(), act => t('act.redone', { act })),
  }
}
