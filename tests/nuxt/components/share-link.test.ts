import type { CreatedLink } from '~/composables/useSharing'
import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import ShareLink from '~/components/share/ShareLink.vue'
import { useOffersMail } from '~/composables/useOffersMail'
import { openForTest } from '../local'
import { eventually, onScreen, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

/** The dialog's part that invites, on a server that sends mail or does not, and what was asked of it. */
async function show(offersMail: boolean) {
  useOffersMail().value = offersMail
  const { database } = await openForTest()
  const asked: { role: string, email?: string }[] = []
  const create = async (role: string, email?: string): Promise<CreatedLink> => {
    asked.push({ role, email })
    return { url: 'http://localhost/invite/abc', mailed: email !== undefined }
  }
  const screen = await onScreen(database, ShareLink, { create, offline: false })
  close = () => screen.wrapper.unmount()
  const field = () => document.querySelector('input[type=email]')
  return { ...screen, asked, field }
}

test('an invitation is sent by mail where the server can', async () => {
  const { asked, field, button, text } = await show(true)
  type(await eventually(() => field() ?? Promise.reject(new Error('No field'))), 'jon@example.com')
  button('Make an invitation link').click()
  await eventually(() => expect(text()).toContain('Sent to jon@example.com.'))
  expect(asked).toEqual([{ role: 'editor', email: 'jon@example.com' }])
})

test('an address that is none is told at the field, and nothing is made', async () => {
  const { asked, field, button, text } = await show(true)
  type(await eventually(() => field() ?? Promise.reject(new Error('No field'))), 'jon')
  button('Make an invitation link').click()
  await eventually(() => expect(text()).toContain('Enter an email address, like name@example.com, or leave it empty.'))
  expect(asked).toEqual([])
})

test('without mail a link is made to be sent by hand', async () => {
  const { asked, field, button } = await show(false)
  expect(field()).toBe(null)
  button('Make an invitation link').click()
  await eventually(() => expect(document.querySelector<HTMLInputElement>('[aria-label="Invitation link"]')?.value).toContain('/invite/abc'))
  expect(asked).toEqual([{ role: 'editor', email: undefined }])
})
