import type { JWTPayload } from 'jose'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const AUDIENCE = 'sync-tests'

/** A key pair: the public half for the service's configuration, and tokens signed with the private one. */
export async function createTokens() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = { ...await exportJWK(publicKey), alg: 'EdDSA', kid: 'test-key' }
  return {
    jwk,
    async token(sub: string | number, claims: JWTPayload & { lifetime?: number } = {}) {
      const { lifetime = 300, ...rest } = claims
      const now = Math.floor(Date.now() / 1000)
      const payload: Record<string, unknown> = { sub, aud: AUDIENCE, iat: now, exp: now + lifetime, ...rest }
      return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: 'test-key' }).sign(privateKey)
    },
  }
}
