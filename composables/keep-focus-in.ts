import { nextTick } from 'vue'

/** After something was taken away: where it had the focus, the first element that matches has it, else the area itself. */
export async function keepFocusIn(area: HTMLElement | null, selector: string): Promise<void> {
  await nextTick()
  if (document.activeElement === document.body) (area?.querySelector<HTMLElement>(selector) ?? area)?.focus()
}
