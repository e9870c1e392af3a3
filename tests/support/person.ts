import { randomUUID } from 'node:crypto'

/** A person who uses the documented HTTP interfaces alone, as a script outside the project would. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly cookie: string
  /** Calls the app as this person. The path starts with `/`. */
  call(path: string, init?: RequestInit): Promise<Response>
  credentials(): Promise<{ endpoint: string, token: string, expires_at: string | number, user_id: string }>
  /** Sends one upload transaction and returns its result. */
  upload(ops: UploadOp[]): Promise<UploadResult>
}

export interface UploadOp {
  op: 'PUT' | 'PATCH' | 'DELETE'
  table: string
  id: string
  data?: Record<string, unknown>
  old?: Record<string, unknown>
}

export interface UploadResult {
  id: number
  status: 'applied' | 'refused'
  problems: { table: string, row_id: string, column?: string, code: string, message: string }[]
}

/** Signs up a new account and keeps its session cookie. */
export async function signUp(origin: string, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`
  const password = `correct horse ${randomUUID()}`
  const answer = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, email, password }),
  })
  if (!answer.ok) throw new Error(`Sign-up answered ${answer.status}: ${await answer.text()}`)
  const cookie = answer.headers.getSetCookie().map(line => line.split(';', 1)[0]).join('; ')
  const { user } = await answer.json() as { user: { id: string } }
  return asPerson(origin, { id: user.id, name, email, password, cookie })
}

function asPerson(origin: string, account: Pick<Person, 'id' | 'name' | 'email' | 'password' | 'cookie'>): Person {
  const clientId = randomUUID()
  let transaction = 0
  const call: Person['call'] = (path, init = {}) => fetch(`${origin}${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers, 'cookie': account.cookie },
  })
  return {
    ...account,
    call,
    async credentials() {
      const answer = await call('/api/powersync/credentials')
      if (!answer.ok) throw new Error(`Credentials answered ${answer.status}: ${await answer.text()}`)
      return answer.json()
    },
    async upload(ops) {
      const body = JSON.stringify({ client_id: clientId, transactions: [{ id: ++transaction, ops }] })
      const answer = await call('/api/powersync/upload', { method: 'POST', body })
      if (!answer.ok) throw new Error(`Upload answered ${answer.status}: ${await answer.text()}`)
      const { results: [result] } = await answer.json() as { results: UploadResult[] }
      if (!result) throw new Error('The upload answered without a result')
      return result
    },
  }
}
