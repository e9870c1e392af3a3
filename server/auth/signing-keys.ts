import type { JWK } from 'jose'
import type { Kysely, Selectable } from 'kysely'
import type { Database, SigningKeysTable } from '../database/schema.ts'
import { exportJWK, generateKeyPair, importJWK } from 'jose'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { seal, unseal } from './sealed-text.ts'

/** ES256 is understood by every PowerSync Service; the keys are small and quick to make. */
export const algorithm = 'ES256'

const minute = 60_000
const day = 24 * 60 * minute

/** A key signs for 30 days. Its successor is published a day before; sync services read the JWKS again within minutes. */
const signsFor = 30 * day
const overlap = day
/** How long after its last signature a key stays in the JWKS: longer than any token lives. */
const publishedAfter = 60 * minute
const cacheFor = minute

type StoredKey = Selectable<SigningKeysTable>

export interface SigningKey {
  readonly kid: string
  readonly privateKey: Awaited<ReturnType<typeof importJWK>>
}

/** The keys that sign sync tokens, made and replaced by themselves, kept in Postgres so that every server signs alike. */
export class SigningKeys {
  readonly #db: Kysely<Database>
  readonly #secret: string
  #cached: { readonly keys: readonly StoredKey[], readonly until: number } | undefined

  constructor(db: Kysely<Database>, secret: string) {
    this.#db = db
    this.#secret = secret
  }

  /** The newest key whose time has come. */
  async current(now = Date.now()): Promise<SigningKey> {
    const keys = await this.#read(now)
    for (const key of keys.filter(candidate => isSigning(candidate, now))) {
      const jwk = unseal(key.private_jwk, this.#secret)
      if (jwk !== undefined) return { kid: key.id, privateKey: await importJWK(JSON.parse(jwk), algorithm) }
    }
    // None, or only ones sealed with an earlier secret.
    await this.#add(now, true)
    return this.current(now)
  }

  /** The public keys: of tokens that are signed now, may still be held, or will be signed next. */
  async published(now = Date.now()): Promise<{ keys: JWK[] }> {
    if (!(await this.#read(now)).some(key => isSigning(key, now))) await this.current(now)
    const keys = (await this.#read(now)).filter(key => key.signs_until.getTime() + publishedAfter > now)
    return { keys: keys.map(key => ({ ...key.public_jwk as JWK, kid: key.id, alg: algorithm, use: 'sig' })) }
  }

  async #read(now: number): Promise<readonly StoredKey[]> {
    if (this.#cached && this.#cached.until > now) return this.#cached.keys
    const [newest] = await this.#select()
    if (newest && newest.signs_until.getTime() - overlap < now) await this.#add(now, newest.signs_until.getTime() < now)
    const keys = await this.#select()
    this.#cached = { keys, until: now + cacheFor }
    return keys
  }

  /** Newest first. */
  #select(): Promise<StoredKey[]> {
    return this.#db.selectFrom('signing_keys').selectAll().orderBy('signs_from', 'desc').execute()
  }

  /** Adds a key: signing at once, or as the successor when the newest one ends. Servers that find the need together add one. */
  async #add(now: number, atOnce: boolean): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const publicJwk = JSON.stringify(await exportJWK(publicKey))
    const sealed = seal(JSON.stringify(await exportJWK(privateKey)), this.#secret)
    await this.#db.transaction().execute(async (tx) => {
      await sql`SELECT pg_advisory_xact_lock(hashtext('driftless.signing_keys'))`.execute(tx)
      const newest = await tx.selectFrom('signing_keys').selectAll().orderBy('signs_from', 'desc').limit(1).executeTakeFirst()
      if (newest && this.#serves(newest, now, atOnce)) return
      const from = atOnce || !newest ? now : newest.signs_until.getTime() - overlap / 2
      await sql`INSERT INTO signing_keys (id, public_jwk, private_jwk, signs_from, signs_until)
        VALUES (${uuidv7()}, ${publicJwk}::text::jsonb, ${sealed}, ${new Date(from)}, ${new Date(from + signsFor)})`.execute(tx)
    })
    this.#cached = undefined
  }

  #serves(key: StoredKey, now: number, atOnce: boolean): boolean {
    if (unseal(key.private_jwk, this.#secret) === undefined) return false
    return atOnce ? isSigning(key, now) : key.signs_until.getTime() - overlap >= now
  }
}

function isSigning(key: StoredKey, now: number): boolean {
  return key.signs_from.getTime() <= now && key.signs_until.getTime() > now
}
