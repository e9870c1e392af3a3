import { betterAuth } from 'better-auth'
import { uuidv7 } from 'uuidv7'
import { passwordLimits } from '../../shared/limits.ts'
import { useDatabase } from '../database/database.ts'
import { environment } from '../environment.ts'
import { checkName } from './account-name.ts'
import { addressHeader, limitSignIns, rateLimit } from './rate-limits.ts'
import { accountTables } from './tables.ts'

export type Auth = ReturnType<typeof createAuth>

const created = new Map<boolean, Auth>()

/**
 * Accounts and sessions. There is one instance for TLS and one without, since that decides the cookie's name and whether it is `Secure`.
 * @throws {EnvironmentError} without DATABASE_URL or DRIFTLESS_SECRET
 */
export function useAuth(secure: boolean): Auth {
  const auth = created.get(secure) ?? createAuth(secure)
  created.set(secure, auth)
  return auth
}

const day = 24 * 60 * 60

function createAuth(secure: boolean) {
  return betterAuth({
    appName: 'Driftless',
    basePath: '/api/auth',
    secret: environment.secret,
    database: { db: useDatabase(), type: 'postgres', transaction: true },
    ...accountTables,
    emailAndPassword: { enabled: true, minPasswordLength: passwordLimits.min, maxPasswordLength: passwordLimits.max, autoSignIn: true },
    // Somebody who was offline for weeks comes back signed in; every day of use starts the count anew.
    session: { ...accountTables.session, expiresIn: 60 * day, updateAge: day },
    databaseHooks: { user: { create: { before: async user => checkName(user) } } },
    hooks: { before: limitSignIns },
    rateLimit,
    advanced: {
      cookiePrefix: 'driftless',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // server/middleware/same-origin.ts judges every request by one rule, theirs included.
      disableCSRFCheck: true,
    },
    logger: { level: 'error' },
    telemetry: { enabled: false },
  })
}
