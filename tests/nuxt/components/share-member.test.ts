import type { Member } from '~/composables/useList'
import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import ShareMember from '~/components/share/ShareMember.vue'
import { openForTest } from '../local'
import { eventually, onScreen, press } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

test('who is about to be removed from a list is asked about first; keeping them, or Escape, leaves the focus where it was', async () => {
  const { database } = await openForTest()
  const member: Member = { id: 'm', userId: 'u', name: 'Ada', color: 'amber', role: 'editor', isMe: false }
  let removed = 0
  const { button, labelled, text, wrapper } = await onScreen(database, ShareMember, { member, manageable: true, onRemove: () => { removed += 1 } })
  close = () => wrapper.unmount()
  for (const keep of [() => button('Keep').click(), () => press('Escape')]) {
    labelled('Remove Ada').click()
    await eventually(() => expect(document.activeElement).toBe(button('Keep')))
    expect(text()).toContain('To come back they need a new invitation.')
    keep()
    await eventually(() => expect(document.activeElement).toBe(labelled('Remove Ada')))
  }
  expect(removed).toBe(0)
  labelled('Remove Ada').click()
  await eventually(() => button('Remove').click())
  expect(removed).toBe(1)
})
