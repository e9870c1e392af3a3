/** Puts a text on the clipboard and says whether that went well. */
export function useCopy() {
  const { show } = useToast()
  const { t } = useWords()

  async function copy(text: string) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false)
    show(copied ? t('ui.copied') : t('ui.copyRefused'), { tone: copied ? 'plain' : 'problem' })
  }

  return { copy }
}
