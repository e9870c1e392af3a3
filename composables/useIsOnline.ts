import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** Whether the browser believes that it has a network; on the server it has. */
export function useIsOnline(): Readonly<ShallowRef<boolean>> {
  const isOnline = shallowRef(true)
  if (import.meta.client) {
    const look = () => { isOnline.value = navigator.onLine }
    look()
    for (const name of ['online', 'offline']) window.addEventListener(name, look)
    onScopeDispose(() => {
      for (const name of ['online', 'offline']) window.removeEventListener(name, look)
    })
  }
  return shallowReadonly(isOnline)
}
