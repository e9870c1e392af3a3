import type { Stack } from '../support/stack.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStack } from '../support/stack.ts'
import { until } from '../support/until.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

it('every call of the API is a line in the log, under the id that its answer carries, without what is secret', async () => {
  const answer = await fetch(`${stack.url}/api/invitations/0123456789abcdefghijklmnopqrstuvwxyz0123456?secret=1`)
  const id = answer.headers.get('x-request-id')
  const line = await until(() => stack.output().split('\n').find(text => text.includes(`"request_id":"${id}"`)), { what: 'the line in the log' })
  expect(line).toContain(`"method":"GET"`)
  expect(line).toContain(`"status":${answer.status}`)
  expect(line).toContain('/api/invitations/0123…')
  expect(line).not.toContain('secret')
})
