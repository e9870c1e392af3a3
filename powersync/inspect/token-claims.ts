/** What a sync token says, without the token: it must not be shown or sent anywhere. */
export interface TokenClaims {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  /** ISO 8601; null where the token does not say. */
  expiresAt: string | null
}

/** Reads a JWT without checking its signature. @returns null for what is none */
export function readTokenClaims(token: string): TokenClaims | null {
  const [header, claims] = token.split('.').slice(0, 2).map(recordIn)
  if (!header || !claims) return null
  return { header, claims, expiresAt: typeof claims.exp === 'number' ? new Date(claims.exp * 1_000).toISOString() : null }
}

function recordIn(part: string): Record<string, unknown> | null {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0))
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null
  }
  catch {
    // Not base64, or not JSON: no token of ours.
    return null
  }
}
