import type { Ref } from 'vue'

/** Browsers where Back (the phone's gesture or button) is told to what is open over the page. https://html.spec.whatwg.org/#close-watcher */
declare class CloseWatcher extends EventTarget {
  destroy(): void
}

/** Back closes what is open, instead of leaving the page under it. Where the browser does not tell, Back goes back. */
export function useBackCloses(open: Ref<boolean>) {
  if (import.meta.server) return
  let watcher: CloseWatcher | null = null
  /** Escape is told as Back is, but it is for what is on top: a menu in the sheet, say, which hears of it as of any key. */
  let isEscape = false
  useListener('window', 'keydown', (event) => { isEscape = event.key === 'Escape' }, { capture: true })
  useListener('window', 'keyup', () => { isEscape = false })

  function stop() {
    watcher?.destroy()
    watcher = null
  }

  function start() {
    stop()
    if (!open.value || !('CloseWatcher' in window)) return
    watcher = new CloseWatcher()
    watcher.addEventListener('close', () => {
      if (!isEscape) open.value = false
      // It tells once only.
      else void nextTick(start)
    })
  }

  watch(open, start, { immediate: true, flush: 'post' })
  onScopeDispose(stop)
}
