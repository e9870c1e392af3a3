import type { Translate } from '~/i18n/translate'
import type { MessageKey } from '~/i18n/message-key'
import { WordedError } from '~/composables/WordedError'
import { parts } from '~/i18n/parts'
import { RedoError } from '~/powersync/mutations/RedoError'

/**
 * Runs what a person asked for. `isBusy` is true meanwhile, and a failure is told in a toast with the words of the error,
 * if it carries any for people (a `WordedError` does), else with `fallback`. Resolves to whether it went well.
 */
export function useAction(fallback: MessageKey = 'errors.failed') {
  const isBusy = ref(false)
  const { show } = useToast()
  const { t } = useWords()
  const { $words } = useNuxtApp()

  async function run(act: () => Promise<unknown> | unknown): Promise<boolean> {
    isBusy.value = true
    try {
      await act()
      return true
    }
    catch (error) {
      // Should they not come, what is said is at least shown as a problem.
      await $words.need(parts).catch(() => undefined)
      show(wordsOf(error, t) ?? t(fallback), { tone: 'problem' })
      return false
    }
    finally {
      isBusy.value = false
    }
  }

  return { isBusy: readonly(isBusy), run }
}

function wordsOf(error: unknown, t: Translate): string | null {
  if (error instanceof RedoError) return t(`errors.redo_${error.code}`)
  return error instanceof WordedError ? error.message : null
}
