import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { SourceConfig } from '../config/source-config.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import { isDamage } from '../storage/bucket-database.ts'
import { problemsWithSchema } from '../streams/sync-config.ts'
import { explainOtherDatabase } from './another-database.ts'
import { BackOff } from './back-off.ts'
import { Follower } from './follower.ts'
import { describeSchemas } from './describe-schemas.ts'
import { closeClient, connectSource } from './postgres-client.ts'
import { dropSlots, releaseSlot } from './slots.ts'
import { takeSnapshot } from './snapshot.ts'
import type { CatalogTable } from './source-tables.ts'
import { checkSource } from './source-checks.ts'
import { SlotLostError, SourceError, sqlState } from './source-error.ts'
import { TableRegistry } from './table-registry.ts'
import { TypeCatalog } from './type-catalog.ts'

const PATIENCE_SECONDS = 3
const LONGEST_PATIENCE_SECONDS = 60
const REPEAT_MS = 60_000

export interface ReplicatorOptions {
  source: SourceConfig
  slot: string
  config: SyncConfig
  store: BucketStore
  onComplete(): void
  metrics: Metrics
  log: Log
}

/** What is known about the connection, for diagnostics and probes. */
export interface ReplicationState {
  connected: boolean
  error: { code: string, message: string } | undefined
  lastMessageAt: number
}

/** Keeps one deployment's store in step with Postgres for as long as it runs. */
export class Replicator {
  readonly #options: ReplicatorOptions
  readonly state: ReplicationState = { connected: false, error: undefined, lastMessageAt: Date.now() }
  #patience = PATIENCE_SECONDS
  #reported = { message: '', at: 0 }
  #isCompared = false
  readonly #warned = new Set<string>()

  constructor(options: ReplicatorOptions) {
    this.#options = options
  }

  /**
   * Replicates until the signal is aborted; reconnects by itself. Throws only when the store can no longer be continued: SlotLostError, or
   * what `isDamage` recognises.
   */
  async run(signal: AbortSignal): Promise<void> {
    const backOff = new BackOff(50, 500)
    while (!signal.aborted) {
      try {
        await this.#connectAndFollow(signal, () => backOff.reset())
      }
      catch (error) {
        this.state.connected = false
        if (signal.aborted) return
        if (error instanceof SlotLostError || isDamage(error) || !this.#options.store.complete) throw error
        this.#report(error)
        await backOff.pause(signal).catch(() => undefined)
      }
    }
  }

  async #connectAndFollow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { source, config, store, log, onComplete, slot, metrics } = this.#options
    const client = await connectSource(source, { signal })
    try {
      const found = await checkSource(client, config, log)
      const before = store.database.meta('source')
      if (before !== undefined && before !== found.identifier) {
        throw await explainOtherDatabase(client, store, found.tables, `${found.identifier}, not ${before}`)
      }
      if (before === undefined) store.database.setMeta('source', found.identifier)
      const types = new TypeCatalog(config.format, text => this.#warnOnce(`A value of ${text} reaches clients as null: JSON has no such number.`))
      await types.load(client)
      const registry = new TableRegistry(store.batch, config, types)
      if (!store.complete) {
        // An attempt before this one may have made it.
        await dropSlots(client, [slot])
        await takeSnapshot({ source, slot, tables: found.tables, registry, store, metrics, log, signal })
      }
      await releaseSlot(client, slot)
      onComplete()
      this.#compare(found.tables)
      const follower = await Follower.open({
        source, slot, config, store, types, registry, metrics, log, signal,
        catalog: found.tables,
        watcher: client,
        patience: this.#patience,
        onMessage: (bytes) => {
          metrics.dataReplicatedBytes += bytes
          this.state.lastMessageAt = Date.now()
          this.#patience = PATIENCE_SECONDS
        },
      })
      this.state.connected = true
      this.state.error = undefined
      // Doubled until something arrives: Postgres may be busy with a transaction that is larger than our patience.
      this.#patience = Math.min(LONGEST_PATIENCE_SECONDS, this.#patience * 2)
      onProgress()
      log.info('Following changes.', { slot, lsn: store.feed.lsn })
      await follower.run()
    }
    catch (error) {
      throw asSlotLoss(error, slot)
    }
    finally {
      closeClient(client)
      store.batch.rollback()
    }
  }

  /** What rows may say by the million. */
  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return
    this.#warned.add(message)
    this.#options.log.warn(message)
  }

  /** Says once which columns and tables of the sync config are not there: a row that nobody gets is otherwise all that is seen of it. */
  #compare(tables: CatalogTable[]): void {
    if (this.#isCompared) return
    this.#isCompared = true
    const { config, log } = this.#options
    for (const { line, column, message } of problemsWithSchema(config.content, describeSchemas(tables))) {
      log.warn(`Sync config ${line}:${column}: ${message}`, { code: 'PSYNC_R0001' })
    }
  }

  // The same trouble is logged once and then every minute, not at every attempt.
  #report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    const code = error instanceof SourceError ? error.code : 'PSYNC_S1101'
    if (!this.#isKnown(message)) {
      this.#options.log.warn(`Replication is interrupted and will be tried again: ${message}`, { code })
      this.#reported = { message, at: Date.now() }
    }
    this.state.error = { code, message }
  }

  #isKnown(message: string): boolean {
    return message === this.#reported.message && Date.now() - this.#reported.at < REPEAT_MS
  }
}

/** Recognises Postgres' ways of saying that a slot cannot be used any more. */
function asSlotLoss(error: unknown, slot: string): unknown {
  const state = sqlState(error)
  const message = error instanceof Error ? error.message : ''
  const lost = state === '42704' || (state === '55000' && /no longer|invalidated|can no longer/i.test(message))
  return lost ? new SlotLostError(`The replication slot ${slot} is lost (${message}).`) : error
}
