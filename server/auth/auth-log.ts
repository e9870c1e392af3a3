import { APIError } from 'better-auth/api'

/** better-auth's errors as lines of JSON, like the rest of the log. What clients do wrong is no error of the server. */
export const authLog = {
  level: 'error',
  log(level: string, message: string, ...details: unknown[]) {
    const error = details.find(detail => detail instanceof Error)
    if (error) writeLine(level, message, error)
  },
} as const

export function logAuthError(error: unknown): void {
  if (error instanceof APIError && error.statusCode < 500) return
  writeLine('error', 'An account request failed.', error instanceof Error ? error : new Error(String(error)))
}

function writeLine(level: string, message: string, { name, message: cause, stack }: Error): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), level, message, error: { name, message: cause, stack } }))
}
