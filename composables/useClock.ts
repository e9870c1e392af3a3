import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'

/** The time, looked at again every so many milliseconds while the component lives. */
export function useClock(interval: number): Readonly<ShallowRef<Date>> {
  const now = shallowRef(new Date())
  if (import.meta.client) {
    const timer = setInterval(() => { now.value = new Date() }, interval)
    onScopeDispose(() => clearInterval(timer))
  }
  return shallowReadonly(now)
}
