import type { CommonPowerSyncDatabase } from '@powersync/common'

export interface ReceivedBucket {
  name: string
  priority?: number
  /** What the service counts, which may be more than the rows. */
  count?: number
  rows: { table: string, id: string, data: Record<string, unknown> }[]
}

/**
 * Gives a database a whole checkpoint, line by line, through the same door as the SDK: PowerSync's core extension checks the sums, writes
 * buckets and oplog, and makes the rows visible.
 */
export async function receiveCheckpoint(database: CommonPowerSyncDatabase, buckets: readonly ReceivedBucket[]): Promise<void> {
  let opId = 0
  const filled = buckets.map(bucket => ({
    ...bucket,
    operations: bucket.rows.map(({ table, id, data }) => {
      opId += 1
      return { op_id: String(opId), op: 'PUT', object_type: table, object_id: id, checksum: opId * 1_000, subkey: `${table}/${id}`, data: JSON.stringify({ id, ...data }) }
    }),
  }))
  const streams = [...new Set(buckets.map(({ name }) => streamOf(name)))].map(name => ({ name, is_default: true, errors: [] }))
  const lines = [
    {
      checkpoint: {
        last_op_id: String(opId),
        buckets: filled.map(({ name, priority = 1, count, operations }) => ({
          bucket: name,
          priority,
          count: count ?? operations.length,
          checksum: operations.reduce((sum, { checksum }) => sum + checksum, 0),
          subscriptions: [{ default: streams.findIndex(stream => stream.name === streamOf(name)) }],
        })),
        streams,
      },
    },
    ...filled.map(({ name, operations }) => ({ data: { bucket: name, after: '0', next_after: String(opId), has_more: false, data: operations } })),
    { checkpoint_complete: { last_op_id: String(opId) } },
  ]
  await control(database, 'start', JSON.stringify({ parameters: {}, include_defaults: true, active_streams: [], app_metadata: {}, checkpoint_mode: 'legacy' }))
  await control(database, 'connection', 'established')
  for (const line of lines) await control(database, 'line_text', JSON.stringify(line))
  await control(database, 'stop', null)
}

function streamOf(bucket: string): string {
  return /#([^|]+)/.exec(bucket)?.[1] ?? bucket
}

async function control(database: CommonPowerSyncDatabase, command: string, payload: string | null): Promise<void> {
  await database.writeTransaction(tx => tx.execute('SELECT powersync_control(?, ?)', [command, payload]))
}
