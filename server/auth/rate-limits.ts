/** Carries the address that `clientAddress` found to better-auth; what a client sends under this name is replaced. */
export const addressHeader = 'x-driftless-client-address'

/**
 * Requests an address may make to the account endpoints. Counted in this process: behind a balancer each server counts
 * for itself. Guessing one account's password is limited more tightly, by `guardAccount`.
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
