import type { ServiceConfig } from '../config/service-config.ts'
import type { RunningDeployment } from '../replication/deployments.ts'
import { describeSource } from '../config/source-config.ts'
import { inspectReplication, inspectSource } from '../replication/inspect-source.ts'

/** `connections[]` of the diagnostics: can the database be reached? */
export async function describeConnection({ source }: ServiceConfig, failure: { code: string, message: string } | undefined) {
  const base = { id: source.id, postgres_uri: describeSource(source) }
  try {
    await inspectSource(source)
    const errors = failure ? [{ level: 'fatal', message: `${failure.code} ${failure.message}`, ts: new Date().toISOString() }] : []
    return { ...base, connected: true, errors }
  }
  catch (error) {
    return { ...base, connected: false, errors: [{ level: 'fatal', message: error instanceof Error ? error.message : String(error), ts: new Date().toISOString() }] }
  }
}

/** `active_sync_rules` and `deploying_sync_rules`. */
export async function describeDeployment({ source }: ServiceConfig, running: RunningDeployment, withContent: boolean) {
  const { deployment, config, store, state } = running
  const replication = await inspectReplication(source, deployment.slot, config).catch(() => undefined)
  const errors = state.error ? [{ level: 'fatal', message: `${state.error.code} ${state.error.message}`, ts: new Date().toISOString() }] : []
  return {
    ...(withContent ? { content: deployment.syncConfig } : {}),
    connections: [{
      id: source.id,
      tag: source.tag,
      slot_name: deployment.slot,
      initial_replication_done: store.complete,
      last_lsn: store.feed.lsn,
      last_keepalive_ts: new Date(state.lastMessageAt).toISOString(),
      last_checkpoint_ts: new Date(state.lastMessageAt).toISOString(),
      ...replication?.slot,
      tables: replication?.tables ?? [],
    }],
    errors: [...errors, ...config.warnings.map(({ message, level }) => ({ level, message }))],
  }
}
