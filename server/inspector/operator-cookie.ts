import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds that an operator stays signed in. */
export const operatorLifetime = 8 * 60 * 60

/**
 * The value of an operator's cookie: when it ends, and a seal of that. The seal is made of the operator token too, so that all sign-ins end
 * when the token is changed.
 */
export function sealOperator(secret: string, token: string, now = Date.now()): string {
  const ends = Math.floor(now / 1000) + operatorLifetime
  return `${ends}.${sealOf(secret, token, ends)}`
}

export function isOperatorSeal(value: string, secret: string, token: string, now = Date.now()): boolean {
  const [, ends, seal] = /^(\d{1,12})\.([\w-]{43})$/.exec(value) ?? []
  return ends !== undefined && seal !== undefined && Number(ends) * 1000 > now && sameText(seal, sealOf(secret, token, Number(ends)))
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function sealOf(secret: string, token: string, ends: number): string {
  return createHmac('sha256', secret).update(`driftless operator ${ends} ${token}`).digest('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
