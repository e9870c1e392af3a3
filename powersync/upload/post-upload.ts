import type { UploadTransaction } from './upload-request.ts'
import { UploadError } from './UploadError.ts'

/** How the server took each transaction, or why it could not read the request at all. */
export type UploadAnswer =
  | { kind: 'taken', results: TransactionResult[] }
  | { kind: 'malformed', message: string }

export interface TransactionResult {
  id: number
  status: 'applied' | 'refused'
  problems: Array<{ table: string, row_id: string, column?: string, code: string, message: string }>
}

export interface UploadSender {
  /** How this device names itself. */
  clientId: string
  /** Whose edits they are. The server takes them under no other account's session: another tab may have signed in meanwhile. */
  accountId?: string
  /** What every request of this device is sent with. */
  request: RequestInit
}

/**
 * How long an answer may take: half a minute, and for what is sent as long as a very slow network needs (4 bytes a millisecond). A connection that
 * died without a word would be waited on for ever. What the server had taken already it answers as the first time.
 */
const patience = (body: string) => AbortSignal.timeout(30_000 + Math.ceil(body.length / 4))

/** Sends transactions to the upload endpoint. @throws UploadError when a later try may succeed */
export async function postUpload(baseUrl: string, { clientId, accountId, request }: UploadSender, transactions: UploadTransaction[]): Promise<UploadAnswer> {
  const body = JSON.stringify({ client_id: clientId, transactions })
  const response = await fetch(`${baseUrl}/api/powersync/upload`, {
    ...request,
    method: 'POST',
    headers: { ...request.headers, 'content-type': 'application/json', ...accountId !== undefined && { 'x-driftless-account': accountId } },
    body,
    signal: patience(body),
  }).catch((cause: unknown) => {
    throw new UploadError('unreachable', 'The server could not be reached', { cause })
  })
  if (response.ok) return { kind: 'taken', results: await resultsIn(response) }
  if (response.status === 401) throw new UploadError('signed_out', 'The session has ended; the edits wait here', { status: 401 })
  // A request that can never be read again as it is: a fault of this program. Retrying it would block the queue for ever.
  if (response.status === 400 || response.status === 413 || response.status === 422) {
    return { kind: 'malformed', message: await response.text() }
  }
  throw new UploadError('server_away', `The server answered ${response.status}`, { status: response.status })
}

async function resultsIn(response: Response): Promise<TransactionResult[]> {
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new UploadError('unreadable_answer', 'The server did not answer in JSON', { status: response.status, cause })
  })
  if (typeof body !== 'object' || body === null || !('results' in body) || !Array.isArray(body.results)) {
    throw new UploadError('unreadable_answer', 'The server did not say how it took the edits', { status: response.status })
  }
  return body.results
}
