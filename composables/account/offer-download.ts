/** Hands a text, or its pieces, to the browser as a file to keep. */
export function offerDownload(name: string, type: string, text: string | string[]): void {
  const url = URL.createObjectURL(new Blob([text].flat(), { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data as soon as it began, which some browsers do in a later turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
