import type { CommonPowerSyncDatabase, PowerSyncBackendConnector, PowerSyncCredentials } from '@powersync/common'
import type { TransactionResult, UploadAnswer } from './upload/post-upload.ts'
import type { UploadTransaction } from './upload/upload-request.ts'
import { fetchCredentials } from './fetch-credentials.ts'
import { nextBatch } from './upload/next-batch.ts'
import { tokenLifetime } from './token-lifetime.ts'
import { postUpload } from './upload/post-upload.ts'
import { UploadError } from './upload/UploadError.ts'

export interface ConnectorOptions {
  /** Origin of the app; empty in the browser, where it is the page's own. */
  baseUrl?: string
  /** The account that the database belongs to: another account's session is as good as none. */
  accountId?: string
  /** Sent with every request; a program without cookies puts its authorization here. */
  request?: RequestInit
  /** The server does not know this session any more. Nothing is lost; the person has to sign in. */
  onSignedOut?: () => void
  onRefused?: (results: TransactionResult[]) => void
  /** A token was fetched that is good for so many milliseconds. */
  onToken?: (lifetime: number) => void
  /** After each request, whatever came of it. */
  onUpload?: (attempt: UploadAttempt) => void
}

export interface UploadAttempt {
  transactions: UploadTransaction[]
  milliseconds: number
  result: { answer: UploadAnswer } | { error: unknown }
}

/**
 * The way between the local database and the app's backend.
 *
 * Nothing leaves the queue before the server said that it has it, or said no for good and keeps the reason in
 * `write_problems`. Whatever a later try can cure is thrown, and the SDK tries again.
 */
export class PowerSyncConnector implements PowerSyncBackendConnector {
  readonly #options: ConnectorOptions

  constructor(options: ConnectorOptions = {}) {
    this.#options = options
  }

  /** @returns null without a session; throws when there is no answer, which is a matter of trying again */
  async fetchCredentials(): Promise<PowerSyncCredentials | null> {
    const { baseUrl = '', accountId, request = {}, onSignedOut, onToken } = this.#options
    const credentials = await fetchCredentials(baseUrl, request)
    if (!credentials || (accountId !== undefined && credentials.userId !== accountId)) {
      onSignedOut?.()
      return null
    }
    const lifetime = tokenLifetime(credentials.token)
    if (lifetime !== undefined) onToken?.(lifetime)
    return credentials
  }

  async uploadData(database: CommonPowerSyncDatabase): Promise<void> {
    const clientId = await database.getClientId()
    for (let batch = await nextBatch(database); batch; batch = await nextBatch(database)) {
      if (await this.#send(database, clientId, batch.transactions)) {
        await batch.complete()
        continue
      }
      // Something in the batch cannot be read: alone, each transaction shows whether it is the one.
      const single = await nextBatch(database, { bytes: 0, ops: 0 })
      if (!single) return
      await this.#sendAlone(database, clientId, single.transactions)
      await single.complete()
    }
  }

  /** @returns false when the server could not read the request */
  async #send(database: CommonPowerSyncDatabase, clientId: string, transactions: UploadTransaction[]): Promise<boolean> {
    if (transactions.length === 1) {
      await this.#sendAlone(database, clientId, transactions)
      return true
    }
    return (await this.#post(clientId, transactions)).kind === 'taken'
  }

  async #sendAlone(database: CommonPowerSyncDatabase, clientId: string, transactions: UploadTransaction[]): Promise<void> {
    const answer = await this.#post(clientId, transactions)
    if (answer.kind !== 'malformed') return
    // Almost never; Kysely is not for every first page to load.
    const [{ keepUploadFault }, { kyselyOf }] = await Promise.all([import('./mutations/upload-faults.ts'), import('./kysely.ts')])
    await keepUploadFault(kyselyOf(database), answer.message, transactions)
  }

  async #post(clientId: string, transactions: UploadTransaction[]) {
    const { baseUrl = '', accountId, request = {}, onSignedOut, onRefused, onUpload } = this.#options
    const start = performance.now()
    const note = (result: UploadAttempt['result']) => onUpload?.({ transactions, milliseconds: performance.now() - start, result })
    try {
      const answer = await postUpload(baseUrl, { clientId, accountId, request }, transactions)
      note({ answer })
      const refused = answer.kind === 'taken' ? answer.results.filter(result => result.status === 'refused') : []
      if (refused.length > 0) onRefused?.(refused)
      return answer
    }
    catch (error) {
      note({ error })
      if (error instanceof UploadError && error.code === 'signed_out') onSignedOut?.()
      throw error
    }
  }
}
