import { betterAuth } from 'better-auth'
import { uuidv7 } from 'uuidv7'
import { passwordLimits } from '../../shared/limits.ts'
import { leaveAllLists } from '../accounts/leave-all-lists.ts'
import { useDatabase } from '../database/database.ts'
import { environment } from '../environment.ts'
import { letterWords } from '../mail/letter-words.ts'
import { passwordResetLetter } from '../mail/letters.ts'
import { findMailer } from '../mail/mailer.ts'
import { checkName } from './account-name.ts'
import { authLog, logAuthError } from './auth-log.ts'
import { guardAccount } from './guard-account.ts'
import { addressHeader, rateLimit } from './rate-limits.ts'
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
    user: {
      ...accountTables.user,
      deleteUser: { enabled: true, beforeDelete: user => leaveAllLists(useDatabase(), user.id) },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      autoSignIn: true,
      // Whoever had the old password is signed out everywhere.
      revokeSessionsOnPasswordReset: true,
      ...passwordReset(),
    },
    // A person's name is the profile's, and that is changed through sync.
    disabledPaths: ['/update-user', '/change-email', '/verify-email', '/send-verification-email', '/sign-in/social', '/link-social'],
    // Somebody who was offline for weeks comes back signed in; every day of use starts the count anew.
    // What is dangerous asks for the password instead of a fresh sign-in (`guardAccount`).
    session: { ...accountTables.session, expiresIn: 60 * day, updateAge: day, freshAge: 0 },
    databaseHooks: { user: { create: { before: async user => checkName(user) } } },
    hooks: { before: guardAccount },
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
    logger: authLog,
    onAPIError: { onError: logAuthError },
    telemetry: { enabled: false },
  })
}

/** Offered only where mail can be sent. The link leads to our own page, under the origin that the request was answered for. */
function passwordReset() {
  const send = findMailer()
  if (!send) return {}
  return {
    resetPasswordTokenExpiresIn: 60 * 60,
    async sendResetPassword({ user, token }: { user: { email: string, name: string }, token: string }, request?: Request) {
      const origin = environment.publicOrigin ?? (request && new URL(request.url).origin)
      await send(passwordResetLetter(letterWords(request?.headers ?? new Headers()), user.email, user.name, `${origin}/reset-password?token=${token}`))
    },
  }
}
