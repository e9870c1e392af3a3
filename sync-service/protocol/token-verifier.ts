import type { JWTPayload } from 'jose'
import type { AuthConfig } from '../config/service-config.ts'
import type { KeySource } from './key-source.ts'
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { ServiceError } from './service-error.ts'

const CLOCK_TOLERANCE = 60
const REMEMBERED = 2000
const REMEMBERED_MS = 60_000

/** A verified token. */
export interface Identity {
  /** As in the token: text or number. */
  userId: string
  payload: Record<string, unknown>
  /** Seconds since 1970. */
  expiresAt: number
}

/** Verifies tokens by the rules of the PowerSync Service. Throws ServiceError, status 401, with a PSYNC_S21xx code. */
export class TokenVerifier {
  readonly #auth: AuthConfig
  readonly #keys: KeySource
  // After a restart or a lost network hundreds of clients come back with tokens that have been checked a moment ago.
  readonly #verified = new Map<string, { payload: JWTPayload, until: number }>()

  constructor(auth: AuthConfig, keys: KeySource) {
    this.#auth = auth
    this.#keys = keys
  }

  /** `authorization`: the header with `Token …` or `Bearer …`. */
  async verify(authorization: string | undefined): Promise<Identity> {
    const token = /^(?:Token|Bearer) (\S+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined) throw new ServiceError(401, 'PSYNC_S2106', 'Authentication required', 'No Authorization header with a token')
    const known = this.#verified.get(token)
    const payload = known && known.until > Date.now() ? known.payload : await this.#checkSignature(token)
    return this.#checkClaims(payload)
  }

  async #checkSignature(token: string): Promise<JWTPayload> {
    const { candidates, wanted } = await this.#candidates(token)
    const failures = candidates.length === 0 ? [`There is no key for tokens of ${wanted}`] : []
    for (const key of candidates) {
      try {
        const { payload } = await jwtVerify(token, key.key, { algorithms: key.algorithms, clockTolerance: CLOCK_TOLERANCE })
        this.#remember(token, payload)
        return payload
      }
      catch (error) {
        if (error instanceof errors.JWTExpired) throw new ServiceError(401, 'PSYNC_S2103', 'JWT has expired', error.message)
        if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error
        failures.push(error.message)
      }
    }
    throw new ServiceError(401, 'PSYNC_S2101', 'Could not find an appropriate key in the keystore. The key is missing or no key matched the token KID', failures.join('; '))
  }

  async #candidates(token: string) {
    try {
      const { kid, alg } = decodeProtectedHeader(token)
      decodeJwt(token)
      const candidates = await this.#keys.candidates(typeof kid === 'string' ? kid : undefined, alg ?? '')
      return { candidates, wanted: `${kid === undefined ? 'no kid' : `kid ${JSON.stringify(kid)}`} and algorithm ${JSON.stringify(alg)}` }
    }
    catch (error) {
      if (error instanceof ServiceError) throw error
      throw new ServiceError(401, 'PSYNC_S2101', 'Token is not a well-formed JWT', error instanceof Error ? error.message : undefined)
    }
  }

  #checkClaims(payload: JWTPayload): Identity {
    const { sub, iat, exp, aud, parameters } = payload
    const subject: unknown = sub
    if ((typeof subject !== 'string' && typeof subject !== 'number') || subject === '') throw new ServiceError(401, 'PSYNC_S2101', 'JWT payload is missing a required claim "sub"')
    if (typeof iat !== 'number') throw new ServiceError(401, 'PSYNC_S2101', 'JWT payload is missing a required claim "iat"')
    if (typeof exp !== 'number') throw new ServiceError(401, 'PSYNC_S2101', 'JWT payload is missing a required claim "exp"')
    if (exp + CLOCK_TOLERANCE <= Date.now() / 1000) throw new ServiceError(401, 'PSYNC_S2103', 'JWT has expired')
    if (aud === undefined) throw new ServiceError(401, 'PSYNC_S2105', 'JWT payload is missing a required claim "aud"')
    const audiences = Array.isArray(aud) ? aud : [aud]
    if (!audiences.some(audience => this.#auth.audiences.includes(audience))) {
      throw new ServiceError(401, 'PSYNC_S2105', `Unexpected "aud" claim value: ${JSON.stringify(aud)}`, `Configured audiences: ${JSON.stringify(this.#auth.audiences)}`)
    }
    if (exp - iat > this.#auth.maxLifetime) {
      throw new ServiceError(401, 'PSYNC_S2104', `Token must expire in a maximum of ${this.#auth.maxLifetime} seconds, got ${exp - iat}s`)
    }
    if (parameters !== undefined && (typeof parameters !== 'object' || parameters === null)) {
      throw new ServiceError(401, 'PSYNC_S2101', 'Payload parameters must be an object')
    }
    return { userId: String(subject), payload: { ...payload }, expiresAt: exp }
  }

  #remember(token: string, payload: JWTPayload): void {
    if (this.#verified.size >= REMEMBERED) this.#verified.clear()
    this.#verified.set(token, { payload, until: Date.now() + REMEMBERED_MS })
  }
}
