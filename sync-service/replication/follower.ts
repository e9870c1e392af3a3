import type pg from 'pg'
import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { SourceConfig } from '../config/source-config.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { SyncConfig } from '../streams/sync-config.ts'
import type { Relation } from './pgoutput.ts'
import type { CatalogTable } from './source-tables.ts'
import type { TypeCatalog } from './type-catalog.ts'
import { lsnFromText, lsnToNumber } from '../storage/lsn.ts'
import { ChangeApplier } from './change-applier.ts'
import { ChangeStream } from './change-stream.ts'
import { closeClient, connectSource } from './postgres-client.ts'
import { differences, reconcileTables } from './reconcile-tables.ts'
import { loadUsedTables } from './source-tables.ts'
import type { TableRegistry } from './table-registry.ts'
import { shapeOfRelation } from './table-shape.ts'

// DDL shows in the change stream only with a table's next change; a look at the catalog finds it without one.
const LOOK_AT_CATALOG_MS = 5000
const SYNC_MS = 500

export interface FollowerOptions {
  source: SourceConfig
  slot: string
  config: SyncConfig
  store: BucketStore
  types: TypeCatalog
  registry: TableRegistry
  catalog: CatalogTable[]
  /** A connection for looking at the catalog; its owner closes it. */
  watcher: pg.Client
  /** Seconds of silence after which the connection counts as dead. */
  patience: number
  onMessage(bytes: number): void
  metrics: Metrics
  log: Log
  signal: AbortSignal
}

/** Follows the change stream over one connection, DDL included. */
export class Follower {
  readonly #options: FollowerOptions
  readonly #applier: ChangeApplier
  readonly #stream: ChangeStream
  #catalog: CatalogTable[]

  private constructor(options: FollowerOptions, stream: (applier: ChangeApplier) => ChangeStream) {
    this.#options = options
    this.#catalog = options.catalog
    const { store, registry, metrics, log } = options
    this.#applier = new ChangeApplier({
      store, registry, metrics, log,
      describe: relation => this.#describe(relation),
      fail: error => this.#stream.fail(error),
    })
    this.#stream = stream(this.#applier)
  }

  static async open(options: FollowerOptions): Promise<Follower> {
    const { source, slot, store, patience, onMessage, signal } = options
    const client = await connectSource(source, { replication: true, signal })
    return new Follower(options, handler => new ChangeStream(client, {
      slot, patience, handler, onMessage, from: store.feed.lsn, durable: () => store.durability.lsn,
    }))
  }

  /** Runs until the connection is lost, then throws why. */
  async run(): Promise<never> {
    const { store, watcher } = this.#options
    const syncing = setInterval(() => void store.durability.sync().catch((error: unknown) => this.#stream.fail(error)), SYNC_MS)
    const looking = setInterval(() => void this.#lookAtCatalog(watcher).catch((error: unknown) => this.#stream.fail(error)), LOOK_AT_CATALOG_MS)
    try {
      if (this.#differs(this.#catalog)) await this.#reconcile()
      return await this.#stream.run()
    }
    finally {
      clearInterval(syncing)
      clearInterval(looking)
      this.#stream.close()
      this.#applier.discard()
    }
  }

  #describe(relation: Relation): void {
    const { registry, types } = this.#options
    const shape = shapeOfRelation(relation, this.#catalog.find(({ oid }) => oid === relation.oid))
    const typesKnown = relation.columns.every(({ typeOid }) => types.knows(typeOid))
    if (typesKnown && registry.isCurrent(shape)) return void registry.use(shape)
    const { data, parameters } = this.#options.config.uses(relation)
    if (!data && !parameters && !registry.known.some(({ oid }) => oid === relation.oid)) return
    this.#stream.waitFor(this.#reconcile().then(() => {
      // The stream may describe an older shape than the catalog has by now; its rows are read in the stream's.
      registry.use(shapeOfRelation(relation, this.#catalog.find(({ oid }) => oid === relation.oid)))
    }))
  }

  #differs(catalog: CatalogTable[]): boolean {
    const { gone, changed } = differences(catalog, this.#options.registry)
    return gone.length > 0 || changed.length > 0
  }

  async #lookAtCatalog(watcher: pg.Client): Promise<void> {
    const catalog = await loadUsedTables(watcher, this.#options.config)
    if (!this.#stream.waiting && this.#differs(catalog)) this.#stream.waitFor(this.#reconcile())
  }

  async #reconcile(): Promise<void> {
    const { source, config, registry, store, types, log, signal } = this.#options
    const client = await connectSource(source, { signal })
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
      await types.load(client)
      this.#catalog = await loadUsedTables(client, config)
      if (!await reconcileTables({ client, catalog: this.#catalog, registry, batch: store.batch, log })) return
      const { rows: [end] } = await client.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn')
      this.#applier.holdUntil(lsnToNumber(lsnFromText(end?.lsn ?? '0/0')))
      // So that the stream reaches the position even when nothing else happens.
      await client.query(`COMMIT; SELECT pg_logical_emit_message(true, 'powersync', 'ping')`)
    }
    finally {
      closeClient(client)
    }
  }
}
