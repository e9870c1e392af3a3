import type { ServiceConfig } from '../config/service-config.ts'
import type { Deployments } from '../replication/deployments.ts'
import type { ConnectedClients } from './connected-clients.ts'
import process from 'node:process'
import { largestBuckets } from '../storage/largest-buckets.ts'
import { describeConnection, describeDeployment } from './diagnostics.ts'

const MOST_BUCKETS = 100
const MOST_CLIENTS = 200

export interface InspectOptions {
  config: ServiceConfig
  deployments: Deployments
  clients: ConnectedClients
}

/** How the service is at this moment: source, deployments with their slots, storage, clients, process. */
export async function inspectStatus({ config, deployments, clients }: InspectOptions) {
  const { active, deploying } = deployments
  const [connection, served, next] = await Promise.all([
    describeConnection(config, deployments.failure),
    active && describeDeployment(config, active, true),
    deploying && describeDeployment(config, deploying, false),
  ])
  const { count = 0, buckets = [] } = active ? largestBuckets(active.store.database, MOST_BUCKETS) : {}
  return {
    connection,
    active: served ?? null,
    deploying: next ?? null,
    generation: active?.deployment.generation ?? null,
    checkpoint: active ? { op_id: String(active.store.feed.opId), lsn: active.store.feed.lsn } : null,
    storage: { bytes: active?.store.database.sizeBytes ?? 0, bucket_count: count, buckets },
    clients: { count: clients.count, list: clients.describe(MOST_CLIENTS) },
    limits: config.limits,
    process: { uptime_seconds: Math.round(process.uptime()), memory_bytes: process.memoryUsage.rss(), node: process.version },
  }
}
