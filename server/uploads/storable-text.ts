/** Text that Postgres can keep, alone and in JSON: without NUL, and without halves of characters, as cutting leaves them. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
