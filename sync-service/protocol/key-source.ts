import type { CryptoKey, JWK } from 'jose'
import type { Log } from '../config/log.ts'
import type { AuthConfig } from '../config/service-config.ts'
import { importJWK } from 'jose'
import { PrivateAddressError, fetchKeys } from './fetch-keys.ts'
import { ServiceError } from './service-error.ts'

const REFRESH_AFTER_MS = 5 * 60_000
const DROP_AFTER_MS = 60 * 60_000
const REQUEST_WAITS_MS = 3000
const BETWEEN_REFRESHES_MS = 1000

const FAMILIES: Record<string, string[]> = {
  oct: ['HS256', 'HS384', 'HS512'],
  RSA: ['RS256', 'RS384', 'RS512'],
  EC: ['ES256', 'ES384', 'ES512'],
  OKP: ['EdDSA'],
}

/** A key that may have signed a token, with the algorithms it may be used for. */
export interface VerificationKey {
  key: CryptoKey | Uint8Array
  algorithms: string[]
}

/** The configured keys and those of the JWKS addresses, fetched when needed and refreshed in the background. */
export class KeySource {
  readonly #auth: AuthConfig
  readonly #log: Log
  readonly #imported = new WeakMap<JWK, Map<string, Promise<CryptoKey | Uint8Array>>>()
  #remote: { keys: JWK[], fetchedAt: number } | undefined
  #fetching: Promise<void> | undefined
  #triedAt = 0
  #lastFailure: string | undefined

  constructor(auth: AuthConfig, log: Log) {
    this.#auth = auth
    this.#log = log
  }

  /** With a kid the keys of that kid, without one the keys without; of the token's algorithm. An unknown one makes the JWKS be read anew. */
  async candidates(kid: string | undefined, algorithm: string): Promise<VerificationKey[]> {
    let keys = this.#matching(await this.#all(), kid, algorithm)
    if (keys.length === 0 && this.#mayRefresh()) {
      await this.#waitFor(this.#refresh())
      keys = this.#matching(await this.#all(), kid, algorithm)
    }
    if (keys.length === 0 && this.#lastFailure !== undefined) {
      throw new ServiceError(401, 'PSYNC_S2101', 'Could not find an appropriate key in the keystore', `The JWKS could not be read: ${this.#lastFailure}`)
    }
    return Promise.all(keys.map(async jwk => ({ key: await this.#import(jwk, algorithm), algorithms: [algorithm] })))
  }

  #matching(keys: JWK[], kid: string | undefined, algorithm: string): JWK[] {
    return keys.filter(key => key.kid === kid && (key.alg === undefined ? FAMILIES[key.kty ?? '']?.includes(algorithm) : key.alg === algorithm))
  }

  async #all(): Promise<JWK[]> {
    if (this.#auth.jwksUris.length === 0) return this.#auth.keys
    const age = this.#remote ? Date.now() - this.#remote.fetchedAt : Infinity
    if (age > DROP_AFTER_MS) await this.#waitFor(this.#refresh())
    else if (age > REFRESH_AFTER_MS && this.#mayRefresh()) void this.#refresh()
    return [...this.#auth.keys, ...this.#remote?.keys ?? []]
  }

  #mayRefresh(): boolean {
    return this.#auth.jwksUris.length > 0 && Date.now() - this.#triedAt > BETWEEN_REFRESHES_MS
  }

  #refresh(): Promise<void> {
    this.#triedAt = Date.now()
    this.#fetching ??= fetchKeys(this.#auth.jwksUris, this.#auth.rejectPrivateAddresses)
      .then((keys) => {
        this.#remote = { keys, fetchedAt: Date.now() }
        this.#lastFailure = undefined
      }, (error: unknown) => {
        this.#lastFailure = error instanceof Error ? error.message : String(error)
        this.#log.warn(`Keys for client tokens could not be read: ${this.#lastFailure}`, { code: error instanceof PrivateAddressError ? error.code : 'PSYNC_S2204' })
      })
      .finally(() => {
        this.#fetching = undefined
      })
    return this.#fetching
  }

  async #waitFor(work: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(late.resolve, REQUEST_WAITS_MS, undefined)
    await Promise.race([work, late.promise])
    clearTimeout(timer)
  }

  #import(jwk: JWK, algorithm: string): Promise<CryptoKey | Uint8Array> {
    const byAlgorithm = this.#imported.get(jwk) ?? new Map<string, Promise<CryptoKey | Uint8Array>>()
    this.#imported.set(jwk, byAlgorithm)
    const known = byAlgorithm.get(algorithm)
    if (known) return known
    const imported = importJWK(jwk, algorithm)
    byAlgorithm.set(algorithm, imported)
    return imported
  }
}
