import type { CommonPowerSyncDatabase, PowerSyncBackendConnector, PowerSyncCredentials } from '@powersync/common'
import { PowerSyncConnector } from '../../powersync/PowerSyncConnector.ts'
import { postUpload } from '../../powersync/upload/post-upload.ts'
import { uploadTransaction } from '../../powersync/upload/upload-request.ts'

/** What connectors usually do, for comparison: one transaction, one request, one answer, and the next. */
export class OpByOpConnector implements PowerSyncBackendConnector {
  readonly #baseUrl: string
  readonly #request: RequestInit
  readonly #ours: PowerSyncConnector

  constructor(baseUrl: string, request: RequestInit) {
    this.#baseUrl = baseUrl
    this.#request = request
    this.#ours = new PowerSyncConnector({ baseUrl, request })
  }

  fetchCredentials(): Promise<PowerSyncCredentials | null> {
    return this.#ours.fetchCredentials()
  }

  async uploadData(database: CommonPowerSyncDatabase): Promise<void> {
    const clientId = await database.getClientId()
    for (let next = await database.getNextCrudTransaction(); next; next = await database.getNextCrudTransaction()) {
      await postUpload(this.#baseUrl, { clientId, request: this.#request }, [uploadTransaction(next)])
      await next.complete()
    }
  }
}
