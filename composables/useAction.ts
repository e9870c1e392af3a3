import type { MessageKey } from '~/i18n/message-key'

/**
 * Runs what a person asked for. `isBusy` is true meanwhile, and a failure is told in a toast with the words of the error,
 * if it carries any for people (errors of ours do), else with `fallback`. Resolves to whether it went well.
 */
export function useAction(fallback: MessageKey = 'errors.failed') {
  const isBusy = ref(false)
  const { show } = useToast()
  const { t } = useWords()

  async function run(act: () => Promise<unknown> | unknown): Promise<boolean> {
    isBusy.value = true
    try {
      await act()
      return true
    }
    catch (error) {
      show(wordsOf(error) ?? t(fallback), { tone: 'problem' })
      return false
    }
    finally {
      isBusy.value = false
    }
  }

  return { isBusy: readonly(isBusy), run }
}

/** Only errors of ours have a `code` that is text and a message meant for people. */
function wordsOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.message : null
}
