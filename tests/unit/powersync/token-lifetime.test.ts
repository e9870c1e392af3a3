import { SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { tokenLifetime } from '../../../powersync/token-lifetime.ts'

it('reads how long a token is good for from the token alone, whatever this device’s clock says', async () => {
  const token = await new SignJWT({ name: 'Zoë – ÿ?>' }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1_000).setExpirationTime(1_300).sign(new Uint8Array(32))
  expect(tokenLifetime(token)).toBe(300_000)
})

it('says nothing about what it cannot read', () => {
  for (const token of ['', 'opaque', 'a.b.c', `x.${btoa('{}')}.y`, `x.${btoa('"text"')}.y`]) expect(tokenLifetime(token)).toBeUndefined()
})
