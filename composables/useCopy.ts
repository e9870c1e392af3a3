/** Puts a text on the clipboard and says whether that went well. */
export function useCopy() {
  const { show } = useToast()

  async function copy(text: string) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false)
    show(copied ? 'Copied' : 'The browser does not allow copying here.', { tone: copied ? 'plain' : 'problem' })
  }

  return { copy }
}
