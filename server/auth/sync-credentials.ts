import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { SignJWT } from 'jose'
import { useDatabase } from '../database/database.ts'
import { environment } from '../environment.ts'
import { algorithm, SigningKeys } from './signing-keys.ts'

let keys: SigningKeys | undefined

export function useSigningKeys(db: Kysely<Database> = useDatabase()): SigningKeys {
  keys ??= new SigningKeys(db, environment.secret)
  return keys
}

export interface SyncCredentials {
  /** Without a slash at the end. */
  readonly endpoint: string
  readonly token: string
  /** ISO 8601. */
  readonly expires_at: string
  readonly user_id: string
}

/** What a device needs to connect to the sync service as this person: `sub` is the account's id, `aud` is configured. */
export async function makeSyncCredentials(signing: SigningKeys, userId: string, endpoint: string, now = Date.now()): Promise<SyncCredentials> {
  const { kid, privateKey } = await signing.current(now)
  const issued = Math.floor(now / 1000)
  const lifetime = environment.syncTokenLifetime
  const token = await new SignJWT()
    .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
    .setSubject(userId)
    .setAudience(environment.syncAudience)
    .setIssuedAt(issued)
    .setExpirationTime(issued + lifetime)
    .sign(privateKey)
  return { endpoint, token, expires_at: new Date((issued + lifetime) * 1000).toISOString(), user_id: userId }
}
