import type { CommonPowerSyncDatabase } from '@powersync/common'

/**
 * Notes when each transaction of the upload queue was made, which the queue itself does not say, until it has left.
 *
 * SQLite does it, in the transaction of the edit: so it holds for every tab, for a tab that dies right after, and costs no
 * second write. The table stands outside of the schema, so that no version of the app takes it away from its triggers.
 */
export async function keepEditTimes(database: CommonPowerSyncDatabase): Promise<void> {
  await database.writeTransaction(async (tx) => {
    for (const statement of statements) await tx.execute(statement)
  })
}

const statements = [
  'CREATE TABLE IF NOT EXISTS edit_times (tx_id INTEGER PRIMARY KEY, made_at TEXT NOT NULL)',
  // Once a transaction, however many rows it touches.
  `CREATE TRIGGER IF NOT EXISTS edit_made AFTER INSERT ON ps_crud
   WHEN NEW.tx_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM edit_times WHERE tx_id = NEW.tx_id)
   BEGIN INSERT INTO edit_times (tx_id, made_at) VALUES (NEW.tx_id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')); END`,
  `CREATE TRIGGER IF NOT EXISTS edit_left AFTER DELETE ON ps_crud
   BEGIN DELETE FROM edit_times WHERE tx_id = OLD.tx_id; END`,
]
