import type { ConfigReport } from '~/shared/inspector/config-report'
import type { RowExplanation, RowQuestion } from '~/shared/inspector/row-explanation'
import type { ServerReport } from '~/shared/inspector/server-report'
import { isFetchError } from '~/composables/account/fetch-error'
import { InspectorApiError } from './InspectorApiError'

/** The Inspector's routes of the server. All throw {@link InspectorApiError}. */
export const inspectorApi = {
  session: () => told($fetch<OperatorSession>(`${base}/session`)),
  signIn: (token: string) => told($fetch(`${base}/session`, { method: 'POST', body: { token } })),
  signOut: () => told($fetch(`${base}/session`, { method: 'DELETE' })),
  server: () => told($fetch<ServerReport>(`${base}/server`)),
  config: () => told($fetch<ConfigReport>(`${base}/config`)),
  row: (question: RowQuestion) => told($fetch<RowExplanation>(`${base}/row`, { method: 'POST', body: question })),
}

export interface OperatorSession {
  /** The server's inside may be looked at. */
  readonly operator: boolean
  /** False at a developer's own machine, where nobody has to sign in. */
  readonly sign_in: boolean
}

const base = '/api/inspector'

async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  }
  catch (cause) {
    if (!isFetchError(cause) || cause.status === undefined) throw new InspectorApiError('no_answer', 'The server does not answer.', { cause })
    const { code, message } = saidBy(cause.data)
    throw new InspectorApiError(code ?? 'unknown', message ?? `The server answers ${cause.status}.`, { cause })
  }
}

function saidBy(body: unknown): { code?: string, message?: string } {
  if (typeof body !== 'object' || body === null) return {}
  return {
    ...('code' in body && typeof body.code === 'string' && { code: body.code }),
    ...('message' in body && typeof body.message === 'string' && { message: body.message }),
  }
}
