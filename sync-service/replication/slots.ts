import type pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { SlotLostError } from './source-error.ts'

const ATTEMPTS = 20

/**
 * Waits until nobody uses the slot. After a cut connection Postgres may still serve the old one; it is given a moment, then it is ended (the
 * same role may do so). Throws SlotLostError when the slot is gone or invalidated.
 */
export async function releaseSlot(client: pg.Client, slot: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { rows: [found] } = await client.query<{ active_pid: number | null, wal_status: string }>(
      'SELECT active_pid, wal_status FROM pg_replication_slots WHERE slot_name = $1', [slot])
    if (!found) throw new SlotLostError(`The replication slot ${slot} does not exist any more.`)
    if (found.wal_status === 'lost') throw new SlotLostError(`Postgres has removed the log that the replication slot ${slot} needed (max_slot_wal_keep_size).`)
    if (found.active_pid === null) return
    if (attempt >= 2) await client.query('SELECT pg_terminate_backend($1)', [found.active_pid])
    await sleep(50)
  }
}

/** Drops the slots, or fails for one that is in use. Those that do not exist are fine. */
export async function dropSlots(client: pg.Client, slots: string[]): Promise<void> {
  for (const slot of slots) {
    await client.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = $1 AND active', [slot])
    await client.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND NOT active', [slot])
  }
}

/** Slots of this database that begin with the prefix and that nobody uses. */
export async function unusedSlots(client: pg.Client, prefix: string): Promise<string[]> {
  const { rows } = await client.query<{ slot_name: string }>(
    'SELECT slot_name FROM pg_replication_slots WHERE starts_with(slot_name, $1) AND database = current_database() AND NOT active', [prefix])
  return rows.map(({ slot_name }) => slot_name)
}
