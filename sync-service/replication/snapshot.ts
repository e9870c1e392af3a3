import type { SourceConfig } from '../config/source-config.ts'
import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { BucketStore } from '../storage/bucket-store.ts'
import type { CatalogTable } from './source-tables.ts'
import type { TableRegistry } from './table-registry.ts'
import type pg from 'pg'
import { FRAGMENTS } from '../storage/compactor.ts'
import { FIRST_LSN, lsnFromText } from '../storage/lsn.ts'
import { copyTable } from './copy-table.ts'
import { closeClient, connectSource, quoteName, quoteText } from './postgres-client.ts'
import { RowWriter } from './row-writer.ts'
import { shapeOfCatalog } from './table-shape.ts'

// Rows are committed in portions: a transaction over all of them would grow the write-ahead file without bound.
const ROWS_PER_COMMIT = 20_000

export interface SnapshotOptions {
  source: SourceConfig
  slot: string
  tables: CatalogTable[]
  registry: TableRegistry
  store: BucketStore
  metrics: Metrics
  log: Log
  signal: AbortSignal
}

/**
 * Creates the replication slot and copies all tables as they were at exactly that point of Postgres' log; the change stream continues
 * there. Nothing is served from the store before it is complete, so a stop in between only means to begin again.
 */
export async function takeSnapshot({ source, slot, tables, registry, store, metrics, log, signal }: SnapshotOptions): Promise<void> {
  const started = performance.now()
  const creator = await connectSource(source, { replication: true, signal })
  let copier: pg.Client | undefined
  try {
    const { rows: [created] } = await creator.query<{ consistent_point: string, snapshot_name: string }>(
      `CREATE_REPLICATION_SLOT ${quoteName(slot)} LOGICAL pgoutput (SNAPSHOT 'export')`)
    if (!created) throw new Error('Postgres has not answered CREATE_REPLICATION_SLOT.')
    copier = await connectSource(source, { signal })
    await copier.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT ${quoteText(created.snapshot_name)}`)
    const writer = new RowWriter(store.batch, log)
    let rows = 0
    for (const table of tables) {
      const target = registry.adopt(shapeOfCatalog(table))
      await copyTable(copier, table, (values) => {
        writer.copy(target, values)
        metrics.rowsReplicated++
        if (++rows % ROWS_PER_COMMIT !== 0) return
        store.batch.commitPortion()
        metrics.chunksReplicated++
      })
    }
    await copier.query('COMMIT')
    store.commit(FIRST_LSN)
    joinPiecesLater(store)
    store.batch.setMeta('snapshot', 'done')
    store.commit(lsnFromText(created.consistent_point))
    const seconds = (performance.now() - started) / 1000
    log.info(`Copied ${rows} rows of ${tables.length} tables in ${seconds.toFixed(1)} s.`, { slot })
  }
  finally {
    closeClient(creator)
    closeClient(copier)
  }
}

/** Buckets were written in pieces as memory allowed. Compaction joins them once clients are served: here it would cost a fifth of the copy's time. */
function joinPiecesLater({ fragments }: BucketStore): void {
  for (const [bucketId, pieces] of fragments) {
    if (pieces > 1) fragments.set(bucketId, FRAGMENTS)
  }
}
