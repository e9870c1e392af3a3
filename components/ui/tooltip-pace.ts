import { readonly, ref } from 'vue'

/** Milliseconds that the pointer rests until words show. */
const rest = 500
/** For so many milliseconds after the words of one control those of the next show at once. */
const soon = 300

const delay = ref(rest)
let timer: ReturnType<typeof setTimeout> | undefined

/** How long the words of any control wait now, in milliseconds. One pace for all tooltips of the page: each has a provider of its own. */
export const tooltipDelay = readonly(delay)

export function noteTooltip(isOpen: boolean): void {
  clearTimeout(timer)
  if (isOpen) delay.value = 0
  else timer = setTimeout(() => { delay.value = rest }, soon)
}
