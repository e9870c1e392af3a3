import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { Deployments } from '../replication/deployments.ts'
import type { StorageSizes } from '../storage/storage-sizes.ts'
import type { HttpServer } from './server.ts'
import { storageSizes } from '../storage/storage-sizes.ts'
import { listen } from './server.ts'

const TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Serves `GET /metrics` in Prometheus' text format, under the PowerSync Service's names. */
export function serveMetrics(metrics: Metrics, deployments: Deployments, host: string, port: number, log: Log): Promise<HttpServer> {
  return listen({
    'GET /metrics': async ({ response }) => {
      response.writeHead(200, { 'content-type': TYPE }).end(render(metrics, storageSizes(deployments.active?.store.database)))
    },
  }, host, port, log)
}

function render(metrics: Metrics, storage: StorageSizes): string {
  const lines = [
    ['data_replicated_bytes_total', 'counter', 'Bytes received from the source database', metrics.dataReplicatedBytes],
    ['rows_replicated_total', 'counter', 'Rows replicated, initial copies included', metrics.rowsReplicated],
    ['transactions_replicated_total', 'counter', 'Transactions replicated', metrics.transactionsReplicated],
    ['chunks_replicated_total', 'counter', 'Portions of rows copied or committed', metrics.chunksReplicated],
    ['data_synced_bytes_total', 'counter', 'Bytes sent to clients, as compressed', metrics.dataSyncedBytes],
    ['operations_synced_total', 'counter', 'Operations sent to clients', metrics.operationsSynced],
    ['concurrent_connections', 'gauge', 'Open sync streams', metrics.concurrentConnections],
    ['operation_storage_size_bytes', 'gauge', 'Size of operations and buckets', storage.operations],
    ['parameter_storage_size_bytes', 'gauge', 'Size of the parameter index', storage.parameters],
    ['replication_storage_size_bytes', 'gauge', 'Size of what is kept of each source row', storage.replication],
  ] as const
  return lines.map(([name, type, help, value]) => `# HELP powersync_${name} ${help}\n# TYPE powersync_${name} ${type}\npowersync_${name} ${value}\n`).join('')
}
