import { describe, expect, it } from 'vitest'
import { isNeverOurs } from '../../../service-worker/never.ts'

describe('the service worker', () => {
  it.each([
    '/api/auth/get-session', '/api/powersync/upload', '/api', '/powersync/sync/stream', '/powersync-slow/400-50000/sync/stream',
    '/dev/mail', '/__powersync-inspector', '/__nuxt_devtools__/client/', '/sw.js',
  ])('leaves %s to the network', (path) => {
    expect(isNeverOurs(path)).toBe(true)
  })

  it.each(['/', '/app', '/app/lists/0190', '/sign-in', '/invite/token', '/apiary', '/developers', '/_nuxt/entry.js', '/shell'])('answers for %s', (path) => {
    expect(isNeverOurs(path)).toBe(false)
  })
})
