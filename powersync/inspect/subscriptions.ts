import type { CommonPowerSyncDatabase } from '@powersync/common'

/** A stream that this device asked for, or gets without asking. Times are in milliseconds since 1970. */
export interface StreamSubscription {
  id: number
  stream: string
  /** JSON text; `null` for none. */
  parameters: string
  isActive: boolean
  isDefault: boolean
  priority: number | null
  /** Seconds that it lives on after the last subscriber left. */
  ttl: number | null
  expiresAt: number | null
  lastSyncedAt: number | null
}

/** The streams of this device, the default ones first. */
export async function readSubscriptions(database: CommonPowerSyncDatabase): Promise<StreamSubscription[]> {
  const rows = await database.getAll<Row>(subscriptions)
  return rows.map(({ isActive, isDefault, expiresAt, lastSyncedAt, ...row }) => ({
    ...row,
    isActive: isActive === 1,
    isDefault: isDefault === 1,
    expiresAt: milliseconds(expiresAt),
    lastSyncedAt: milliseconds(lastSyncedAt),
  }))
}

type Row = Omit<StreamSubscription, 'isActive' | 'isDefault'> & { isActive: number, isDefault: number }

/** The core extension keeps the one time in seconds and the other in microseconds; a moment of our days tells which it is. */
function milliseconds(time: number | null): number | null {
  if (time === null) return null
  if (time < 100_000_000_000) return time * 1_000
  return time > 100_000_000_000_000 ? time / 1_000 : time
}

const subscriptions = `
  SELECT id, stream_name AS stream, local_params AS parameters, active AS isActive, is_default AS isDefault, local_priority AS priority,
    ttl, expires_at AS expiresAt, last_synced_at AS lastSyncedAt
  FROM ps_stream_subscriptions ORDER BY is_default DESC, stream_name, local_params`
