import { expect, test } from 'vitest'
import { chordOf } from '../../../composables/board/chord'
import { byChord, shortcuts } from '../../../composables/board/shortcuts'

const free = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }
const press = (key: string, held: Partial<KeyboardEvent> = {}) => chordOf({ ...free, key, ...held } as KeyboardEvent)

test('keys are written as the registry writes them', () => {
  expect(press(' ')).toBe('space')
  expect(press('ArrowUp', { altKey: true })).toBe('alt+up')
  expect(press('Z', { shiftKey: true, metaKey: true })).toBe('shift+mod+z')
  expect(press('k', { ctrlKey: true })).toBe('mod+k')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press(']', { ctrlKey: true })).toBe('mod+]')
})

test('details are opened by the arrow in the direction of reading', () => {
  const arrow = (key: string, isRightToLeft: boolean) => chordOf({ ...free, key } as KeyboardEvent, isRightToLeft)
  expect(shortcuts.details.keys).toContain(arrow('ArrowRight', false))
  expect(shortcuts.details.keys).toContain(arrow('ArrowLeft', true))
  expect(shortcuts.details.keys).not.toContain(arrow('ArrowRight', true))
})

test('no key means two things in the same place', () => {
  for (const place of ['anywhere', 'inList', 'selecting', 'inDetails', 'inSidebar']) {
    const keys: string[] = Object.values(shortcuts).filter(({ group }) => group === place || group === 'anywhere').flatMap(({ keys }) => [...keys])
    expect(keys, place).toEqual([...new Set(keys)])
  }
})

test('a handler is found by each of its keys, and what has none is left out', () => {
  const handlers = byChord({ redo: 'redo', undo: undefined })
  expect([...handlers]).toEqual([['shift+mod+z', 'redo'], ['mod+y', 'redo']])
})
