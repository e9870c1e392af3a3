import { afterEach, expect, test } from 'vitest'
import { effectScope, watch } from 'vue'
import { useKeptText } from '~/composables/useKeptText'
import { useSingleKeys } from '~/composables/useSingleKeys'

const key = 'driftless-single-keys'
afterEach(() => localStorage.clear())

test('a choice made in one place of the page holds in all of them, is kept, and comes from other tabs, too', () => {
  const [settings, rows] = [useSingleKeys(), useSingleKeys()]
  expect(rows.value).toBe(true)
  settings.value = false
  expect(rows.value).toBe(false)
  expect(localStorage.getItem(key)).toBe('off')
  window.dispatchEvent(new StorageEvent('storage', { key, newValue: 'on', storageArea: localStorage }))
  expect([settings.value, rows.value]).toEqual([true, true])
})

test('what is kept is read again by a page whose first reader is gone', () => {
  localStorage.setItem('driftless-last-list', 'garden')
  const seen: string[] = []
  const scope = effectScope()
  scope.run(() => {
    const last = useKeptText('driftless-last-list', 'localStorage')
    watch(last, text => seen.push(text), { flush: 'sync' })
    last.value = 'house'
  })
  scope.stop()
  const last = useKeptText('driftless-last-list', 'localStorage')
  expect(last.value).toBe('house')
  last.value = 'garden'
  expect(localStorage.getItem('driftless-last-list')).toBe('garden')
  expect(seen).toEqual(['house'])
})
