import type { ShallowRef } from 'vue'
import { onScopeDispose, shallowRef, watch } from 'vue'

/** A text that this browser keeps under a key, for good or until its tab is closed; empty at first, and where storage is forbidden. */
export function useKeptText(key: string, keeper: 'localStorage' | 'sessionStorage'): ShallowRef<string> {
  const text = shallowRef('')
  if (import.meta.server) return text
  text.value = read()
  watch(text, write, { flush: 'sync' })

  function read(): string {
    try {
      return window[keeper].getItem(key) ?? ''
    }
    catch {
      return ''
    }
  }

  function write(value: string) {
    try {
      window[keeper].setItem(key, value)
    }
    catch {
      // It lives as long as the page does.
    }
  }

  // Another tab wrote it.
  function follow({ key: changed, newValue, storageArea }: StorageEvent) {
    if (changed === key && storageArea === window[keeper]) text.value = newValue ?? ''
  }
  window.addEventListener('storage', follow)
  onScopeDispose(() => window.removeEventListener('storage', follow))
  return text
}
