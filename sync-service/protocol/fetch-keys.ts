import type { JWK } from 'jose'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const TIMEOUT_MS = 30_000

/** Reads JWKS documents and returns the keys that can verify signatures. Throws when one of them cannot be read. */
export async function fetchKeys(uris: string[], rejectPrivateAddresses: boolean): Promise<JWK[]> {
  const sets = await Promise.all(uris.map(uri => fetchKeySet(uri, rejectPrivateAddresses)))
  return sets.flat()
}

/** `block_local_jwks` keeps the service from asking within its own network. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError'
  readonly code = 'PSYNC_S2203'
}

async function fetchKeySet(uri: string, rejectPrivateAddresses: boolean): Promise<JWK[]> {
  const url = new URL(uri)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`${uri} is not an http(s) address`)
  if (rejectPrivateAddresses) await rejectPrivate(url.hostname)
  const response = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${uri} answers ${response.status}`)
  const document: unknown = await response.json()
  if (!isKeySet(document)) throw new Error(`${uri} is not a JSON Web Key Set`)
  return document.keys.filter(({ kty, use, key_ops }) =>
    // A shared secret in a public document would let anyone sign.
    ['RSA', 'EC', 'OKP'].includes(kty ?? '') && (use === undefined || use === 'sig') && (key_ops === undefined || key_ops.includes('verify')))
}

function isKeySet(document: unknown): document is { keys: JWK[] } {
  return typeof document === 'object' && document !== null && 'keys' in document && Array.isArray(document.keys)
    && document.keys.every((key: unknown) => typeof key === 'object' && key !== null && 'kty' in key)
}

const privateRanges = new BlockList()
for (const [network, prefix] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [['::', 127], ['fc00::', 7], ['fe80::', 10]] as const) privateRanges.addSubnet(network, prefix, 'ipv6')

async function rejectPrivate(hostname: string): Promise<void> {
  const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
  for (const { address } of addresses) {
    if (privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) throw new PrivateAddressError(`${hostname} is a private address (${address}), and block_local_jwks is set`)
  }
}
