import { APIError, createAuthMiddleware } from 'better-auth/api'
import { AttemptCounter } from './attempt-counter.ts'
import { addressHeader } from './rate-limits.ts'

const signIns = new AttemptCounter({ max: 10, windowMs: 60_000 })

/** Ten sign-ins a minute for one account from one address; and an account is deleted only by whoever knows its password. */
export const guardAccount = createAuthMiddleware(async (context) => {
  if (context.path === '/sign-in/email') {
    const address = context.headers?.get(addressHeader) ?? ''
    const wait = signIns.count(`${address} ${String(context.body?.email ?? '').toLowerCase()}`)
    if (wait > 0) throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS', message: `Too many attempts. Wait ${wait} seconds and try again.` })
  }
  if (context.path === '/delete-user' && !context.body?.password) {
    throw new APIError('BAD_REQUEST', { code: 'INVALID_PASSWORD', message: 'Give your password to delete the account.' })
  }
})
