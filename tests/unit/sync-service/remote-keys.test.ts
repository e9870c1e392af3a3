import type { JWK } from 'jose'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../../sync-service/config/log.ts'
import { KeySource } from '../../../sync-service/protocol/key-source.ts'
import { TokenVerifier } from '../../../sync-service/protocol/token-verifier.ts'

const audience = 'app'
let close = () => {}
afterEach(() => close())

async function keyPair(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk: JWK = { ...await exportJWK(publicKey), kid, use: 'sig' }
  const token = () => new SignJWT({ sub: 'ada', aud: audience }).setProtectedHeader({ alg: 'ES256', kid }).setIssuedAt().setExpirationTime('5m').sign(privateKey)
  return { jwk, token }
}

interface ServeOptions {
  rejectPrivateAddresses?: boolean
  status?: number
  headers?: Record<string, string>
}

/** Keys behind an address, and a verifier that reads them there. */
async function serveKeys(keys: JWK[], { rejectPrivateAddresses = false, status = 200, headers = {} }: ServeOptions = {}) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ keys }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  const { port } = server.address() as AddressInfo
  const lines: string[] = []
  const auth = { keys: [], jwksUris: [`http://127.0.0.1:${port}/jwks`], audiences: [audience], rejectPrivateAddresses, maxLifetime: 86_400 }
  const verifier = new TokenVerifier(auth, new KeySource(auth, createLog({ level: 'info', format: 'text', write: line => void lines.push(line) })))
  return { verify: (token: string) => verifier.verify(`Bearer ${token}`), asked: () => asked, said: () => lines.join('') }
}

test('keys are fetched once for many tokens, and anew for one that names another key', async () => {
  const [first, second] = await Promise.all([keyPair('first'), keyPair('second')])
  const keys = [first.jwk]
  const { verify, asked } = await serveKeys(keys)
  await Promise.all([verify(await first.token()), verify(await first.token())])
  expect(asked()).toBe(1)
  keys.push(second.jwk)
  // Not more often than once a second.
  await expect.poll(async () => verify(await second.token()).then(({ userId }) => userId, () => null), { timeout: 5_000 }).toBe('ada')
  expect(asked()).toBe(2)
})

test('a token of no known key is refused, and the refusal names it', async () => {
  const [known, other] = await Promise.all([keyPair('known'), keyPair('other')])
  const { verify } = await serveKeys([known.jwk])
  await expect(verify(await other.token())).rejects.toMatchObject({ status: 401, code: 'PSYNC_S2101', details: 'There is no key for tokens of kid "other" and algorithm "ES256"' })
})

test('a secret in a public document signs nothing', async () => {
  const secret = Buffer.from('a secret that everybody can read')
  const { verify } = await serveKeys([{ kty: 'oct', kid: 'shared', k: secret.toString('base64url') }])
  const token = await new SignJWT({ sub: 'ada', aud: audience }).setProtectedHeader({ alg: 'HS256', kid: 'shared' }).setIssuedAt().setExpirationTime('5m').sign(secret)
  await expect(verify(token)).rejects.toMatchObject({ code: 'PSYNC_S2101' })
})

test('an address within the own network is not asked where that is forbidden, nor one that leads elsewhere', async () => {
  const { jwk, token } = await keyPair('known')
  const inside = await serveKeys([jwk], { rejectPrivateAddresses: true })
  await expect(inside.verify(await token())).rejects.toMatchObject({ status: 401, details: expect.stringContaining('is a private address') })
  expect(inside.asked()).toBe(0)
  expect(inside.said()).toContain('PSYNC_S2203')
  close()
  const elsewhere = await serveKeys([jwk], { status: 302, headers: { location: 'http://127.0.0.1:1/' } })
  await expect(elsewhere.verify(await token())).rejects.toMatchObject({ status: 401, details: expect.stringContaining('The JWKS could not be read') })
  expect(elsewhere.said()).toContain('PSYNC_S2204')
})
