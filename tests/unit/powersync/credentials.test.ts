import type { Answer, BackendDouble } from '../../support/backend-double.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PowerSyncConnector } from '../../../powersync/PowerSyncConnector.ts'
import { startBackendDouble } from '../../support/backend-double.ts'

let backend: BackendDouble
let answer: Answer

beforeEach(async () => {
  answer = { status: 200, body: { endpoint: 'http://sync.example', token: 'a.b.c', expires_at: '2026-11-20T10:00:00Z', user_id: 'ada' } }
  backend = await startBackendDouble(() => answer)
})

afterEach(() => backend.close())

const connector = (accountId: string, onSignedOut = () => {}) => new PowerSyncConnector({ baseUrl: backend.url, accountId, onSignedOut })

test('the backend says where to sync and with which token', async () => {
  await expect(connector('ada').fetchCredentials()).resolves.toMatchObject({
    endpoint: 'http://sync.example',
    token: 'a.b.c',
    expiresAt: new Date('2026-11-20T10:00:00Z'),
  })
})

test('without a session there are no credentials, and the app is told', async () => {
  answer = { status: 401, body: {} }
  let told = false
  await expect(connector('ada', () => { told = true }).fetchCredentials()).resolves.toBeNull()
  expect(told).toBe(true)
})

test('another account’s session never serves this account’s database', async () => {
  await expect(connector('grace').fetchCredentials()).resolves.toBeNull()
})

test('no answer is a reason to try again, not to sign out', async () => {
  answer = { status: 503, body: {} }
  let told = false
  await expect(connector('ada', () => { told = true }).fetchCredentials()).rejects.toMatchObject({ name: 'CredentialsError' })
  await backend.close()
  await expect(connector('ada', () => { told = true }).fetchCredentials()).rejects.toMatchObject({ name: 'CredentialsError' })
  expect(told).toBe(false)
})

test('an answer that is not credentials is an error, not a session', async () => {
  answer = { status: 200, body: { endpoint: 'http://sync.example' } }
  await expect(connector('ada').fetchCredentials()).rejects.toMatchObject({ name: 'CredentialsError' })
})
