import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { readBody, setResponseStatus } from 'h3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clearNuxtState, useState } from '#imports'
import AccountForgotPassword from '~/components/account/AccountForgotPassword.vue'
import AccountPassword from '~/components/account/AccountPassword.vue'
import AccountResetPassword from '~/components/account/AccountResetPassword.vue'
import { useToast } from '~/composables/useToast'
import { openForTest } from '../../local'
import { eventually, onScreen, type } from '../on-screen'

/** What the server was asked, and what it says no with. */
let asked: unknown[]
let refusal: { status: number, code: string } | null
let close = () => {}

for (const path of ['change-password', 'request-password-reset', 'reset-password']) {
  registerEndpoint(`/api/auth/${path}`, {
    method: 'POST',
    async handler(event) {
      asked.push(await readBody(event))
      if (!refusal) return { status: true }
      setResponseStatus(event, refusal.status)
      return { code: refusal.code, message: '' }
    },
  })
}

beforeEach(() => {
  asked = []
  refusal = null
})
afterEach(() => {
  close()
  clearNuxtState()
})

async function show(component: Parameters<typeof onScreen>[1], props = {}) {
  const { database } = await openForTest()
  const screen = await onScreen(database, component, props)
  close = () => screen.wrapper.unmount()
  const fill = (...values: string[]) => screen.wrapper.findAll('input:not([type=checkbox]):not([readonly])').forEach((input, index) => type(input.element, values[index] ?? ''))
  return { ...screen, fill, submit: () => screen.wrapper.find('form').trigger('submit') }
}

test('a new password is set, and other devices are signed out unless told otherwise', async () => {
  const { fill, submit, wrapper } = await show(AccountPassword)
  fill('old password', 'new password')
  await submit()
  await eventually(() => expect(asked).toEqual([{ currentPassword: 'old password', newPassword: 'new password', revokeOtherSessions: true }]))
  await eventually(() => expect(useToast().toasts.value.at(-1)?.text).toContain('Every other device is signed out'))
  expect(wrapper.findAll<HTMLInputElement>('input[name=password]').map(input => input.element.value)).toEqual(['', ''])
})

test('a wrong current password and a short new one are told at their fields', async () => {
  const { fill, submit, text, wrapper } = await show(AccountPassword)
  fill('old password', 'short')
  await submit()
  expect(text()).toContain('Use at least 8 characters.')
  expect(asked).toEqual([])
  refusal = { status: 400, code: 'INVALID_PASSWORD' }
  fill('not it', 'new password')
  await submit()
  await eventually(() => expect(text()).toContain('This is not your password.'))
  expect(wrapper.findAll('input[name=password]').map(input => input.attributes('aria-invalid'))).toEqual(['true', undefined])
})

test('whoever forgot the password gets a link by mail, and hears the same for an address without an account', async () => {
  useState('offers-mail', () => true)
  const { fill, submit, text } = await show(AccountForgotPassword)
  fill('nobody')
  await submit()
  expect(text()).toContain('Enter an email address')
  fill(' mina@example.com ')
  await submit()
  await eventually(() => expect(text()).toContain('If there is an account for mina@example.com, a link is on its way.'))
  expect(asked).toEqual([{ email: 'mina@example.com' }])
})

test('where no mail can be sent, the page says so instead of promising a link', async () => {
  const { text, wrapper } = await show(AccountForgotPassword)
  expect(text()).toContain('has set up no mail')
  expect(wrapper.find('form').exists()).toBe(false)
})

test('the link of the mail leads to a new password, once', async () => {
  refusal = { status: 400, code: 'INVALID_TOKEN' }
  const { fill, submit, text } = await show(AccountResetPassword, { token: 'abc' })
  fill('a new password')
  await submit()
  await eventually(() => expect(text()).toContain('This link was used or is too old.'))
  refusal = null
  await submit()
  await eventually(() => expect(text()).toContain('Your password is changed'))
  expect(asked.at(-1)).toEqual({ token: 'abc', newPassword: 'a new password' })
})

test('an address without its token offers a new link', async () => {
  const { text } = await show(AccountResetPassword, { token: '' })
  expect(text()).toContain('This address is not whole.')
})
