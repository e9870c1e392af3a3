import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { setResponseStatus } from 'h3'
import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import ShareInvite from '~/components/share/ShareInvite.vue'
import { openForTest } from '../local'
import { eventually, onScreen } from './on-screen'

let isAway = true
let close = () => {}
registerEndpoint('/api/invitations/abc', (event) => {
  if (!isAway) return { list_name: 'Garden', role: 'editor', inviter_name: 'Ada' }
  setResponseStatus(event, 503)
  return 'away'
})
afterEach(() => {
  close()
  clearNuxtState()
})

test('an invitation whose server does not answer is not called broken, and can be asked for again', async () => {
  const { database } = await openForTest()
  const { button, text, wrapper } = await onScreen(database, ShareInvite, { token: 'abc' })
  close = () => wrapper.unmount()
  await eventually(() => expect(text()).toContain('Something went wrong'))
  expect(text()).not.toContain('This invitation does not work')
  isAway = false
  button('Try again').click()
  await eventually(() => expect(text()).toContain('Ada invites you to “Garden”'))
})
