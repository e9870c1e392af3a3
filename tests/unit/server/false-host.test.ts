import { expect, test } from 'vitest'
import { dropFalseHost } from '../../../server/http/false-host.ts'

test('headers that name no host are taken away and told, those that do stay', () => {
  const good = { 'host': 'example.com:8443', 'x-forwarded-host': 'lists.example.org, 10.0.0.7:3000' }
  expect(dropFalseHost(good)).toBeUndefined()
  expect(good).toEqual({ 'host': 'example.com:8443', 'x-forwarded-host': 'lists.example.org, 10.0.0.7:3000' })
  const wrong = { 'host': '[', 'x-forwarded-host': 'a b', 'accept': '*/*' }
  expect(dropFalseHost(wrong)).toBe('host')
  expect(wrong).toEqual({ accept: '*/*' })
  expect(dropFalseHost({})).toBeUndefined()
  expect(dropFalseHost({ host: '[::1]:3000' })).toBeUndefined()
})
