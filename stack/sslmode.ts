/**
 * The `sslmode` of service.yaml for a database address. The service knows `disable`, `verify-ca` and `verify-full`; what libpq
 * calls `require` promises no verified server and becomes `verify-full`. A database on this machine needs none.
 */
export function sslmodeOf(databaseUrl: string): 'disable' | 'verify-ca' | 'verify-full' {
  const { hostname, searchParams } = new URL(databaseUrl)
  const given = searchParams.get('sslmode')
  if (given === 'disable' || given === 'verify-ca') return given
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return given === null && isLocal ? 'disable' : 'verify-full'
}
