import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useBackCloses } from '~/composables/useBackCloses'

/** happy-dom has no Back gesture: this is what a phone's browser tells of it. */
const watchers: EventTarget[] = []
class CloseWatcher extends EventTarget {
  constructor() {
    super()
    watchers.push(this)
  }

  destroy() {
    watchers.splice(watchers.indexOf(this), 1)
  }
}

const scope = effectScope()
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

test('Back closes a sheet; Escape is left to what is on top of it, and Back closes the sheet after that', async () => {
  vi.stubGlobal('CloseWatcher', CloseWatcher)
  const open = ref(false)
  scope.run(() => useBackCloses(open))
  expect(watchers).toHaveLength(0)
  open.value = true
  await nextTick()
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  watchers[0]?.dispatchEvent(new Event('close'))
  window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Escape' }))
  await nextTick()
  expect(open.value).toBe(true)
  expect(watchers).toHaveLength(1)
  watchers[0]?.dispatchEvent(new Event('close'))
  expect(open.value).toBe(false)
  await nextTick()
  expect(watchers).toHaveLength(0)
})
