/** Fields in which something was typed since the page was loaded. */
const typed = new Set<HTMLElement>()

/** Begins to notice what is typed. Call once, early. */
export function noticeTyping(): void {
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLElement) typed.add(target)
  }, { capture: true, passive: true })
  document.addEventListener('submit', ({ target }) => {
    for (const field of typed) if (target instanceof Node && target.contains(field)) typed.delete(field)
  }, { capture: true, passive: true })
}

/**
 * Whether a reload would lose what somebody typed here: text in a form that was not sent, or in the field that has the focus.
 * Fields outside of a form save what is in them when they are left.
 */
export function hasUnsavedTyping(): boolean {
  for (const field of typed) {
    if (!field.isConnected) typed.delete(field)
    else if (textOf(field) !== '' && (field === document.activeElement || field.closest('form'))) return true
  }
  return false
}

function textOf(field: HTMLElement): string {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field.value.trim()
  return field.isContentEditable ? field.textContent?.trim() ?? '' : ''
}
