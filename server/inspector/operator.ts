import type { H3Event } from 'h3'
import { deleteCookie, getCookie, getRequestHost, setCookie } from 'h3'
import { isIP } from 'node:net'
import { AttemptCounter } from '../auth/attempt-counter.ts'
import { environment } from '../environment.ts'
import { ApiError } from '../http/api-error.ts'
import { clientAddress } from '../http/client-address.ts'
import { isSecure } from '../http/own-origin.ts'
import { isOperatorSeal, operatorLifetime, sameText, sealOperator } from './operator-cookie.ts'
import { operatorToken } from './operator-token.ts'

const attempts = new AttemptCounter({ max: 5, windowMs: 60_000 })

/**
 * Lets operators on, and in development whoever sits at the machine.
 * @throws {ApiError} 401 `operator_needed`
 */
export function requireOperator(event: H3Event): void {
  if (isOperator(event)) return
  throw new ApiError(401, 'operator_needed', 'This is for operators: sign in with the operator token.')
}

export function isOperator(event: H3Event): boolean {
  if (isAtOwnMachine(event)) return true
  // Asked for in any case: it is made up by the first question, so that whoever wants to sign in finds it.
  const token = operatorToken()
  const cookie = getCookie(event, cookieName(event))
  return cookie !== undefined && isOperatorSeal(cookie, environment.secret, token)
}

/**
 * Signs an operator in.
 * @throws {ApiError} 401 `wrong_token`, 429 after five attempts a minute from an address
 */
export function signInOperator(event: H3Event, token: string): void {
  const wait = attempts.count(clientAddress(event))
  if (wait > 0) throw new ApiError(429, 'too_many_attempts', `That was tried too often. Wait ${wait} seconds.`, { retryAfter: wait })
  if (!sameText(token, operatorToken())) throw new ApiError(401, 'wrong_token', 'That is not the operator token.', { field: 'token' })
  setCookie(event, cookieName(event), sealOperator(environment.secret, operatorToken()), { ...cookieScope(event), maxAge: operatorLifetime })
}

export function signOutOperator(event: H3Event): void {
  deleteCookie(event, cookieName(event), cookieScope(event))
}

/**
 * A developer's own `nuxt dev`, which listens on this machine alone. The name in the address counts too: a page of another site whose name
 * was pointed at this machine comes under that name.
 */
export function isAtOwnMachine(event: H3Event, isDevelopment = environment.isDevelopmentServer): boolean {
  const hosts = [process.env.HOST || 'localhost', clientAddress(event), getRequestHost(event).replace(/:\d+$/, '')]
  return isDevelopment && hosts.every(isLoopback)
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '')
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

function cookieName(event: H3Event): string {
  return isSecure(event) ? '__Secure-driftless-operator' : 'driftless-operator'
}

function cookieScope(event: H3Event) {
  return { httpOnly: true, sameSite: 'strict', secure: isSecure(event), path: '/api/inspector' } as const
}
