import { createHash } from 'node:crypto'
import type { H3Event } from 'h3'
import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { AttemptCounter } from '../../../server/auth/attempt-counter.ts'
import { seal, unseal } from '../../../server/auth/sealed-text.ts'
import { clientAddress } from '../../../server/http/client-address.ts'
import { commonHeaders, contentPolicy, hashesOf, withNonce } from '../../../server/http/content-policy.ts'
import { redactedPath } from '../../../server/http/request-log.ts'

describe('the address that attempts are counted by', () => {
  it.each([
    ['somebody from outside, whatever they claim', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['the last entry of a proxy on this machine', '127.0.0.1', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
    ['the same when it listens on IPv6', '::ffff:10.0.0.5', '2001:db8::1', '2001:db8::1'],
    ['what a proxy on a Unix socket says', undefined, '198.51.100.1', '198.51.100.1'],
    ['the peer where the proxy says nothing', '127.0.0.1', undefined, '127.0.0.1'],
    ['the peer where the proxy says nonsense', '127.0.0.1', 'unknown', '127.0.0.1'],
  ])('is %s', (_, peer, forwarded, address) => {
    expect(clientAddress(eventFrom(peer, forwarded))).toBe(address)
  })
})

describe('attempts', () => {
  it('are let through up to the limit, and again when the window is over', () => {
    const counter = new AttemptCounter({ max: 2, windowMs: 1000 })
    expect([0, 1, 2, 999].map(now => counter.count('a', now))).toEqual([0, 0, 1, 1])
    expect(counter.count('b', 999)).toBe(0)
    expect(counter.count('a', 1000)).toBe(0)
  })

  it('by endless many keys take no endless memory', () => {
    const counter = new AttemptCounter({ max: 1, windowMs: 1000 })
    for (let i = 0; i < 50_000; i++) counter.count(`key ${i}`, 0)
    expect(counter.size).toBeLessThanOrEqual(10_001)
  })
})

describe('a page', () => {
  it('runs only scripts that carry its nonce or are our own files', () => {
    const policy = contentPolicy({ inlineScripts: [`'nonce-abc'`], syncOrigin: 'https://sync.example' })
    expect(policy).toContain(`script-src 'self' 'nonce-abc' 'wasm-unsafe-eval';`)
    expect(policy).toContain(`connect-src 'self' https://sync.example;`)
    expect(policy).toContain(`frame-ancestors 'none'`)
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/)
    expect(withNonce('<script>a</script><script type="module" src="/x.js"></script><scripty>', 'n'))
      .toBe('<script nonce="n">a</script><script nonce="n" type="module" src="/x.js"></script><scripty>')
  })

  it('that is kept by a service worker names its inline scripts by their hashes, and no data', () => {
    const html = '<script>a</script><script src="/x.js"></script><script type="module" src="/x.js"></script><script type="application/json" id="d">{}</script><script type="importmap">{}</script>'
    const [a, importMap] = ['a', '{}'].map(text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    expect(hashesOf(html)).toEqual([a, importMap])
  })

  it('locks out plain HTTP only where TLS is in use', () => {
    expect(commonHeaders(true)).toHaveProperty('strict-transport-security')
    expect(commonHeaders(false)).not.toHaveProperty('strict-transport-security')
  })
})

describe('a secret', () => {
  it('is read again with the same key only, and not when it was changed', () => {
    const sealed = seal('private', 'key one')
    expect(unseal(sealed, 'key one')).toBe('private')
    expect(unseal(sealed, 'key two')).toBeUndefined()
    expect(unseal(`${sealed}x`, 'key one')).toBeUndefined()
    expect(unseal('nonsense', 'key one')).toBeUndefined()
    expect(sealed).not.toContain('private')
  })

  it('in a link does not reach the log', () => {
    expect(redactedPath('/api/invitations/abcdefghijklmnop/accept')).toBe('/api/invitations/abcd…/accept')
    expect(redactedPath('/invite/abcdefghijklmnop')).toBe('/invite/abcd…')
    expect(redactedPath('/api/health')).toBe('/api/health')
  })
})

function eventFrom(peer: string | undefined, forwarded: string | undefined): H3Event {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwarded) request.headers['x-forwarded-for'] = forwarded
  return createEvent(request, new ServerResponse(request))
}
