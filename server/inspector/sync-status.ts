import { z } from 'zod'

const deployment = z.object({
  content: z.string().optional(),
  connections: z.array(z.object({
    slot_name: z.string(),
    initial_replication_done: z.boolean(),
    last_lsn: z.string(),
    last_keepalive_ts: z.string(),
    replication_lag_bytes: z.number().optional(),
    wal_status: z.string().nullish(),
    safe_wal_size: z.number().nullish(),
    max_slot_wal_keep_size: z.string().optional(),
  })),
  errors: z.array(z.object({ level: z.string(), message: z.string() })),
})

/** What the sync service answers about itself. */
export const syncStatus = z.object({
  connection: z.object({ connected: z.boolean(), postgres_uri: z.string(), errors: z.array(z.object({ message: z.string() })) }),
  active: deployment.nullable(),
  deploying: deployment.nullable(),
  checkpoint: z.object({ op_id: z.string(), lsn: z.string() }).nullable(),
  storage: z.object({
    bytes: z.number(),
    bucket_count: z.number(),
    buckets: z.array(z.object({ name: z.string(), operations: z.number(), superseded: z.number(), bytes: z.number() })),
  }),
  clients: z.object({
    count: z.number(),
    list: z.array(z.object({
      user_id: z.string(),
      client_id: z.string().nullable(),
      user_agent: z.string().nullable(),
      transport: z.string(),
      since: z.string(),
      buckets: z.number(),
      bytes_sent: z.number(),
    })),
  }),
  limits: z.record(z.string(), z.number()),
  process: z.object({ uptime_seconds: z.number(), memory_bytes: z.number(), node: z.string() }),
})
