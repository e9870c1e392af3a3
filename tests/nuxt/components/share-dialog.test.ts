import type { Member } from '~/composables/useList'
import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { afterEach, expect, test } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { clearNuxtState, useNuxtApp } from '#imports'
import ShareDialog from '~/components/share/ShareDialog.vue'
import { openForTest } from '../local'
import { eventually, onScreen } from './on-screen'

let asked = 0
registerEndpoint('/api/lists/l/invitations', () => {
  asked++
  return { invitations: [] }
})

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

test('the server is asked for a list’s links when it knows the list, not before', async () => {
  useNuxtApp().provide('account', { account: ref({ id: 'u', name: 'Ada', email: 'ada@example.com' }), isExpired: ref(false) })
  const { database } = await openForTest()
  const me: Member = { id: 'm', userId: 'u', name: 'Ada', color: 'amber', role: 'owner', isMe: true }
  const list = { id: 'l', name: 'Garden', role: 'owner' }
  const props = reactive({ list, members: [] as Member[], open: false })
  const { text, wrapper } = await onScreen(database, ShareDialog, props)
  close = () => wrapper.unmount()
  props.open = true
  await eventually(() => expect(text()).toContain('has not reached the server'))
  expect(asked).toBe(0)
  props.members = [me]
  await nextTick()
  await eventually(() => expect(asked).toBe(1))
})
