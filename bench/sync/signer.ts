import { SignJWT, exportJWK, generateKeyPair } from 'jose'

/** A key for the service's configuration and tokens signed with it. */
export async function createSigner() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  return {
    jwk: { ...await exportJWK(publicKey), alg: 'EdDSA', kid: 'bench' },
    token: (sub: string) => new SignJWT({}).setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
      .setSubject(sub).setAudience('bench').setIssuedAt().setExpirationTime('12h').sign(privateKey),
  }
}
