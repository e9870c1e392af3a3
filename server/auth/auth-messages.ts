import { passwordLimits } from '../../shared/limits.ts'

interface Words { readonly message: string, readonly field?: string }

const words: Readonly<Record<string, Words>> = {
  INVALID_EMAIL: { field: 'email', message: 'This is not an e-mail address. Check it for typing errors.' },
  INVALID_NAME: { field: 'name', message: 'Give a name of 1 to 80 characters.' },
  INVALID_PASSWORD: { field: 'password', message: 'The password is not right.' },
  INVALID_EMAIL_OR_PASSWORD: { field: 'password', message: 'No account has this e-mail address with this password. Check both, or reset the password.' },
  PASSWORD_TOO_SHORT: { field: 'password', message: `The password is too short: use at least ${passwordLimits.min} characters.` },
  PASSWORD_TOO_LONG: { field: 'password', message: `The password is too long: use at most ${passwordLimits.max} characters.` },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: { field: 'email', message: 'There is an account with this e-mail address. Sign in instead, or use another address.' },
  USER_ALREADY_EXISTS: { field: 'email', message: 'There is an account with this e-mail address. Sign in instead, or use another address.' },
  SESSION_EXPIRED: { message: 'You were signed out. Sign in to go on.' },
  SESSION_NOT_FRESH: { field: 'password', message: 'Give your password to confirm this.' },
  INVALID_TOKEN: { message: 'This link was used or is too old. Ask for a new one.' },
  RESET_PASSWORD_DISABLED: { message: 'This server cannot send mail, so it cannot reset passwords. Ask whoever runs it.' },
  UNAUTHORIZED: { message: 'Sign in to go on.' },
}

/** better-auth's errors with the field they are about and what to do, as `{ code, message, field? }`. Other answers pass as they are. */
export async function inPlainWords(answer: Response): Promise<Response> {
  if (answer.status < 400) return answer
  const text = await answer.text()
  const { code, message } = parse(text)
  const said = code === 'VALIDATION_ERROR' && message.includes('[body.email]') ? 'INVALID_EMAIL' : code
  const known = words[said] ?? (code === 'VALIDATION_ERROR' ? ofValidation(message) : { message: message || fallback(answer.status) })
  const headers = new Headers(answer.headers)
  headers.set('content-type', 'application/json')
  headers.set('cache-control', 'no-store')
  headers.delete('content-length')
  const retryAfter = headers.get('x-retry-after')
  if (retryAfter) headers.set('retry-after', retryAfter)
  return new Response(JSON.stringify({ code: said || `HTTP_${answer.status}`, ...known }), { status: answer.status, headers })
}

/** "[body.email] Invalid email address" names the field. */
function ofValidation(message: string): Words {
  const field = /\[body\.(\w+)\]/.exec(message)?.[1]
  if (!field) return { message: 'Something is missing. Check what you entered.' }
  return { field, message: `The ${field} is missing or not right.` }
}

function fallback(status: number): string {
  if (status === 401) return 'Sign in to go on.'
  if (status === 404) return 'There is nothing here.'
  return status >= 500 ? 'Something went wrong on our side. Try again shortly.' : 'This cannot be done.'
}

function parse(text: string): { code: string, message: string } {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null) return { code: '', message: '' }
    return {
      code: 'code' in body && typeof body.code === 'string' ? body.code : '',
      message: 'message' in body && typeof body.message === 'string' ? body.message : '',
    }
  }
  catch (error) {
    if (error instanceof SyntaxError) return { code: '', message: '' }
    throw error
  }
}
