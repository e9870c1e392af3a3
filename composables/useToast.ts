export interface ToastMessage {
  id: number
  text: string
  tone: 'plain' | 'problem'
  /** What takes the act back. Its promise is awaited by whoever presses it, and a failure is told. */
  undo?: () => Promise<unknown> | unknown
}

let lastId = 0

/** Short messages at the foot of the screen. The newest one that can be undone is also what Ctrl/Cmd+Z takes back. */
export function useToast() {
  const toasts = useState<ToastMessage[]>('toasts', () => [])

  function show(text: string, options: { undo?: ToastMessage['undo'], tone?: ToastMessage['tone'] } = {}) {
    const toast: ToastMessage = { id: ++lastId, text, tone: options.tone ?? 'plain', undo: options.undo }
    toasts.value = [...toasts.value.slice(-2), toast]
  }

  function dismiss(id: number) {
    toasts.value = toasts.value.filter(toast => toast.id !== id)
  }

  async function undo(toast = toasts.value.findLast(candidate => candidate.undo)) {
    if (!toast?.undo) return
    dismiss(toast.id)
    try {
      await toast.undo()
    }
    catch {
      show('That could not be undone.', { tone: 'problem' })
    }
  }

  return { toasts: readonly(toasts), show, dismiss, undo }
}
