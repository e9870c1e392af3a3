import type { CryptoKey, JWK, JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'

export const AUDIENCE = 'sync-tests'

export type TokenMaker = (sub: string | number, claims?: JWTPayload & { lifetime?: number }) => Promise<string>

/** A key pair: the public half for the service's configuration, and tokens signed with the private one. */
export async function createTokens() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = { ...await exportJWK(publicKey), alg: 'EdDSA', kid: 'test-key' }
  return { jwk, token: tokensWith(privateKey, { alg: 'EdDSA', kid: 'test-key' }, AUDIENCE) }
}

/** `key`: a JWK with its private half, as JSON, or the text of an HS256 secret in base64url. */
export async function tokensOfKey(key: string, { kid, audience }: { kid: string | undefined, audience: string }): Promise<TokenMaker> {
  const jwk: JWK = key.trimStart().startsWith('{') ? JSON.parse(key) : { kty: 'oct', alg: 'HS256', k: key }
  const alg = jwk.alg ?? (jwk.kty === 'RSA' ? 'RS256' : jwk.kty === 'EC' ? 'ES256' : jwk.kty === 'OKP' ? 'EdDSA' : 'HS256')
  return tokensWith(await importJWK(jwk, alg), { alg, kid: kid ?? jwk.kid }, audience)
}

function tokensWith(key: CryptoKey | Uint8Array, { alg, kid }: { alg: string, kid: string | undefined }, audience: string): TokenMaker {
  return (sub, { lifetime = 300, ...claims } = {}) => {
    const now = Math.floor(Date.now() / 1000)
    const payload: Record<string, unknown> = { sub, aud: audience, iat: now, exp: now + lifetime, ...claims }
    return new SignJWT(payload).setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) }).sign(key)
  }
}
