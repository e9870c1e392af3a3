import { APIError, createAuthMiddleware } from 'better-auth/api'
import { AttemptCounter } from './attempt-counter.ts'

/** Carries the address that `clientAddress` found to better-auth; what a client sends under this name is replaced. */
export const addressHeader = 'x-driftless-client-address'

/**
 * Requests an address may make to the account endpoints. Counted in this process: behind a balancer each server counts
 * for itself. Guessing one account's password is limited more tightly, by {@link limitSignIns}.
 */
export const rateLimit = {
  enabled: true,
  storage: 'memory',
  window: 60,
  max: 600,
  customRules: {
    '/sign-in/email': { window: 60, max: 100 },
    '/sign-up/email': { window: 60, max: 100 },
    '/request-password-reset': { window: 60, max: 20 },
    '/change-password': { window: 60, max: 20 },
    '/delete-user': { window: 60, max: 20 },
  },
} as const

const signIns = new AttemptCounter({ max: 10, windowMs: 60_000 })

/** Ten sign-ins a minute for one account from one address. */
export const limitSignIns = createAuthMiddleware(async (context) => {
  if (context.path !== '/sign-in/email') return
  const address = context.headers?.get(addressHeader) ?? ''
  const email = String(context.body?.email ?? '').toLowerCase()
  const wait = signIns.count(`${address} ${email}`)
  if (wait > 0) throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS', message: `Too many attempts. Wait ${wait} seconds and try again.` })
})
