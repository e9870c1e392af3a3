import { beforeAll, beforeEach, expect, test } from 'vitest'
import { hasUnsavedTyping, noticeTyping } from '~/composables/offline/unsaved-typing'

beforeAll(noticeTyping)
beforeEach(() => {
  document.body.innerHTML = '<form><input id="sent"></form><textarea id="note"></textarea><button>Elsewhere</button>'
})

function type(id: string, text: string) {
  const field = document.getElementById(id) as HTMLInputElement
  field.focus()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  return field
}

test('a page that nobody wrote on may be loaded anew', () => {
  expect(hasUnsavedTyping()).toBe(false)
})

test('text in a form counts until the form is sent, wherever the focus is', () => {
  const field = type('sent', 'Half a thou')
  field.blur()
  expect(hasUnsavedTyping()).toBe(true)
  field.form!.dispatchEvent(new SubmitEvent('submit', { bubbles: true }))
  expect(hasUnsavedTyping()).toBe(false)
})

test('text in a field of its own counts while it has the focus: it is saved when it is left', () => {
  const field = type('note', 'Remember')
  expect(hasUnsavedTyping()).toBe(true)
  field.blur()
  expect(hasUnsavedTyping()).toBe(false)
})

test('text that was taken out again, or whose field is gone, does not', () => {
  type('note', '')
  expect(hasUnsavedTyping()).toBe(false)
  type('sent', 'Something').remove()
  expect(hasUnsavedTyping()).toBe(false)
})
