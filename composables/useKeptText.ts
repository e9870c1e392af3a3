import type { Ref } from 'vue'
import { computed, shallowReactive, shallowRef } from 'vue'

type Keeper = 'localStorage' | 'sessionStorage'

/** What was read so far, by keeper and key: a text is the same in all places of the page. */
const texts = shallowReactive(new Map<string, string>())

/** A text that this browser keeps under a key, for good or until its tab is closed; empty at first, and where storage is forbidden. */
export function useKeptText(key: string, keeper: Keeper): Ref<string> {
  if (import.meta.server) return shallowRef('')
  const name = `${keeper} ${key}`
  if (!texts.has(name)) follow(key, keeper, name)
  return computed({
    get: () => texts.get(name) ?? '',
    set(text) {
      texts.set(name, text)
      write(key, keeper, text)
    },
  })
}

/** Reads it, and from then on what other tabs write, for as long as the page lives. */
function follow(key: string, keeper: Keeper, name: string) {
  texts.set(name, read(key, keeper))
  window.addEventListener('storage', ({ key: changed, newValue, storageArea }) => {
    if (changed === key && storageArea === window[keeper]) texts.set(name, newValue ?? '')
  })
}

function read(key: string, keeper: Keeper): string {
  try {
    return window[keeper].getItem(key) ?? ''
  }
  catch {
    return ''
  }
}

function write(key: string, keeper: Keeper, text: string) {
  try {
    window[keeper].setItem(key, text)
  }
  catch {
    // It lives as long as the page does.
  }
}
