const key = 'driftless-single-keys'
/** Of this browser; whoever speaks to it, or hits keys by mistake, can do without them. */
const isOn = shallowRef(true)
let isRead = false

/** Whether keys without Ctrl or Cmd do something where no row has the focus. WCAG 2.1.4 wants them to be turned off at will. */
export function useSingleKeys() {
  if (import.meta.client && !isRead) {
    isRead = true
    isOn.value = keptText(() => localStorage.getItem(key)) !== 'off'
  }

  return computed({
    get: () => isOn.value,
    set(on) {
      isOn.value = on
      keptText(() => localStorage.setItem(key, on ? 'on' : 'off'))
    },
  })
}

/** Where storage is forbidden, the choice lives as long as the page does. */
function keptText<T>(act: () => T): T | null {
  try {
    return act()
  }
  catch {
    return null
  }
}
