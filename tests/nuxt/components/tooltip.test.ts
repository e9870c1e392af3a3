import { afterEach, expect, test } from 'vitest'
import UiIconButton from '~/components/ui/UiIconButton.vue'
import { tooltipDelay } from '~/components/ui/tooltip-pace'
import { openForTest } from '../local'
import { eventually, onScreen, press } from './on-screen'

let close = () => {}
afterEach(() => close())

async function showButton(props: Record<string, unknown> = {}) {
  const { database } = await openForTest()
  const screen = await onScreen(database, UiIconButton, { label: 'Sort and filter', ...props })
  close = () => screen.wrapper.unmount()
  return screen.labelled('Sort and filter')
}

const bubble = () => document.querySelector('[role=tooltip]')
/** The first of all tooltips is loaded only now. */
const isSaid = () => eventually(() => expect(bubble()?.textContent).toContain('Sort and filter'))
const isGone = () => eventually(() => expect(bubble()).toBeNull())
function reachByKey(button: HTMLElement) {
  press('Tab')
  button.focus()
}

test('a button of an icon alone says what it does to keyboard focus, and no longer after Escape', async () => {
  const button = await showButton()
  reachByKey(button)
  await isSaid()
  expect(document.querySelector(`#${button.getAttribute('aria-describedby')}`)?.textContent).toContain('Sort and filter')
  press('Escape')
  await isGone()
  expect(button.getAttribute('aria-describedby')).toBeNull()
  expect(document.activeElement).toBe(button)
})

test('it says so to a pointer that rests on it, until the pointer leaves, and never to a finger', async () => {
  const button = await showButton()
  const move = (pointerType: string) => button.dispatchEvent(new PointerEvent('pointermove', { pointerType, bubbles: true }))
  move('touch')
  expect(bubble()).toBeNull()
  move('mouse')
  await eventually(() => {
    move('mouse')
    expect(bubble()?.textContent).toContain('Sort and filter')
  })
  button.dispatchEvent(new PointerEvent('pointerleave'))
  press('Escape')
  await isGone()
})

test('a press takes it away, and a button whose menu is open does not say it', async () => {
  const button = await showButton()
  reachByKey(button)
  await isSaid()
  button.click()
  await isGone()
  close()
  const opened = await showButton({ tooltip: false })
  opened.focus()
  opened.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true }))
  await Promise.resolve()
  expect(bubble()).toBeNull()
})

test('after the words of one button those of any other wait for nothing, for a moment', async () => {
  const button = await showButton()
  await eventually(() => expect(tooltipDelay.value).toBe(500))
  button.focus()
  await isSaid()
  expect(tooltipDelay.value).toBe(0)
  press('Escape')
  await isGone()
  await eventually(() => expect(tooltipDelay.value).toBe(500))
})

test('it does not say so where the page gave it the focus, as a sheet does that opens', async () => {
  const button = await showButton()
  window.dispatchEvent(new PointerEvent('pointerdown'))
  button.focus()
  // Loaded by the tests before; it would be there by now.
  await new Promise(resolve => requestAnimationFrame(resolve))
  expect(bubble()).toBeNull()
  button.blur()
  reachByKey(button)
  await isSaid()
})
