import { expect, test } from 'vitest'
import { accountErrorOf } from '~/composables/account/account-error-of'
import { sharingErrorOf } from '~/composables/sharing/sharing-error'

/** What `$fetch` throws. */
function fetchError(status?: number, id?: string) {
  const headers = new Headers(id ? { 'x-request-id': id } : {})
  return Object.assign(new Error('no'), { name: 'FetchError', status, response: status ? { headers } : undefined })
}

test('a failure of the server names the request, so that a person can quote it', () => {
  const failure = fetchError(503, '36fbf2ce-3d30-4fd9-bdc5-5fd95431d8ec')
  expect(accountErrorOf(failure).message).toMatch(/quote 36fbf2ce\.$/)
  expect(sharingErrorOf(failure).message).toMatch(/quote 36fbf2ce\.$/)
})

test('without an answer there is nothing to quote', () => {
  expect(accountErrorOf(fetchError()).message).not.toContain('quote')
  expect(sharingErrorOf(fetchError(503)).message).not.toContain('quote')
})
