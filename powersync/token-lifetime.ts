/**
 * How long a sync token is good for from its making, in milliseconds: what it says itself, since this device's clock may be wrong.
 * @returns undefined for a token that cannot be read
 */
export function tokenLifetime(token: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    if (typeof claims !== 'object' || claims === null || !('exp' in claims) || !('iat' in claims)) return undefined
    return (Number(claims.exp) - Number(claims.iat)) * 1000 || undefined
  }
  catch {
    // Another service's token may be of another kind.
    return undefined
  }
}
