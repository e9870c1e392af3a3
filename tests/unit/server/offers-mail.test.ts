import { afterEach, expect, test, vi } from 'vitest'
import offersMail from '../../../server/middleware/offers-mail.ts'

afterEach(() => vi.unstubAllEnvs())

function offered(environment: Record<string, string>): unknown {
  for (const name of ['NODE_ENV', 'DRIFTLESS_SMTP_URL', 'DRIFTLESS_PUBLIC_URL']) vi.stubEnv(name, environment[name] ?? '')
  const event = { context: {} as Record<string, unknown> }
  void offersMail(event as never)
  return event.context.offersMail
}

test('pages offer what needs mail only where mail can be sent', () => {
  expect(offered({})).toBe(false)
  expect(offered({ NODE_ENV: 'development' })).toBe(true)
  // A link in a mail needs an address that nobody who asks can choose.
  expect(offered({ DRIFTLESS_SMTP_URL: 'smtp://127.0.0.1:25' })).toBe(false)
  expect(offered({ DRIFTLESS_SMTP_URL: 'smtp://127.0.0.1:25', DRIFTLESS_PUBLIC_URL: 'https://lists.example.com' })).toBe(true)
})
