import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Component } from 'vue'
import { mountSuspended } from '@nuxt/test-utils/runtime'
import { expect, vi } from 'vitest'
import { h } from 'vue'
import { useState } from '#imports'
import { onDatabase } from '../local'

// The first test of a file pays for the components' first import.
vi.setConfig({ testTimeout: 20_000 })

/**
 * Shows a component as the app does: in the document, on a real database, with what app.vue puts around every page.
 *
 * @param route the address that it is shown at
 */
export async function onScreen(database: CommonPowerSyncDatabase, component: Component, props: Record<string, unknown> = {}, route = '/') {
  const wrapper = await mountSuspended({ render: () => h(component, props) }, {
    global: onDatabase(database),
    route,
    attachTo: document.body,
  })
  return {
    wrapper,
    /** By its accessible label, anywhere in the document: dialogs and menus are drawn outside of the component. */
    labelled: (label: string) => found(document.querySelector<HTMLElement>(`[aria-label="${label}"]`), label),
    button: (text: string) => found([...document.querySelectorAll<HTMLElement>('button, [role=menuitem]')].find(button => button.textContent.trim() === text), text),
    text: () => document.body.textContent.replace(/\s+/g, ' '),
  }
}

declare global {
  interface Window { happyDOM?: { setViewport: (size: { width: number }) => void } }
}

/** A window so wide that details stand beside what they are of. */
export function makeRoomForDetails() {
  window.happyDOM?.setViewport({ width: 1440 })
  if (!document.querySelector('#beside')) document.body.append(Object.assign(document.createElement('div'), { id: 'beside' }))
}

/** Waits until the check holds. The live queries of a busy machine take their time. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 8_000 })
}

/** Waits until so many acts are over: each can then be undone. */
export async function acted(count: number) {
  await eventually(() => expect(useState<{ done: unknown[] } | undefined>('steps').value?.done).toHaveLength(count))
}

/** Presses a key on whatever has the focus. */
export function press(key: string, options: KeyboardEventInit = {}) {
  found(document.activeElement, 'the focused element').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
}

/** Writes into a field as typing does. */
export function type(field: Element, text: string) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('Not a field')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function found<T>(element: T | null | undefined, what: string): T {
  if (!element) throw new Error(`Not on the screen: ${what}`)
  return element
}
