import type { Ref } from 'vue'
import { onScopeDispose, watch } from 'vue'

type Target = 'window' | Readonly<Ref<HTMLElement | null>>

/** Listens to a browser's event while the component lives: of the window, or of an element while it is there. Does nothing on the server. */
export function useListener<Name extends keyof HTMLElementEventMap>(
  target: Target, name: Name, handler: (event: HTMLElementEventMap[Name]) => unknown, options?: AddEventListenerOptions,
): void {
  if (import.meta.server) return
  // The browser gives the events of this name.
  const listener = (event: Event) => handler(event as HTMLElementEventMap[Name])
  if (target !== 'window') {
    watch(target, (element, _before, onCleanup) => {
      element?.addEventListener(name, listener, options)
      onCleanup(() => element?.removeEventListener(name, listener, options))
    }, { immediate: true, flush: 'post' })
    return
  }
  window.addEventListener(name, listener, options)
  onScopeDispose(() => window.removeEventListener(name, listener, options))
}
