let wasKey = false

/** Whether the person pressed a key last, and not a pointer. Before either it is the page that gives a control the focus. */
export const lastInputWasKey = () => wasKey

if (import.meta.client) {
  window.addEventListener('keydown', () => { wasKey = true }, { capture: true })
  window.addEventListener('pointerdown', () => { wasKey = false }, { capture: true })
}
