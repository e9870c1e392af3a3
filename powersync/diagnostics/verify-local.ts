import type { CommonPowerSyncDatabase, LockContext } from '@powersync/common'

/** What a device can find out about its own copy without asking anybody. */
export interface Verification {
  /** What SQLite finds wrong with the file; none in a sound one. */
  damage: readonly string[]
  buckets: number
  /** Buckets whose sum is not that of the rows that arrived in them. */
  wrongBuckets: number
  rows: number
  /** Rows that arrived and are not shown. */
  missingRows: number
  /** Rows that are shown and never arrived, and are no edits of this device either. */
  foreignRows: number
  /** Rows that are shown otherwise than they arrived. */
  differentRows: number
  /** Rows that were edited here and are on their way: they cannot be compared. */
  waitingRows: number
}

export function isSound({ damage, wrongBuckets, missingRows, foreignRows, differentRows }: Verification): boolean {
  return damage.length === 0 && wrongBuckets + missingRows + foreignRows + differentRows === 0
}

/**
 * Examines the file, the sums of the buckets, and whether what is shown is what arrived. All as of one moment, so that a download that goes on
 * meanwhile does not matter: rows of a checkpoint that is not whole yet are left out.
 */
export function verifyLocal(database: CommonPowerSyncDatabase): Promise<Verification> {
  return database.readTransaction(async (tx) => {
    const check = await tx.getAll<{ integrity_check: string }>('PRAGMA integrity_check(20)')
    const tables = await tx.getAll<{ name: string }>(`SELECT substr(name, 10) AS name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ps\\_data\\_\\_%' ESCAPE '\\'`)
    const counts: Counts[] = []
    for (const { name } of tables) counts.push(await compare(tx, name))
    const sum = (count: keyof Counts) => counts.reduce((all, each) => all + each[count], 0)
    return {
      damage: check.map(row => row.integrity_check).filter(text => text !== 'ok'),
      ...await tx.get<{ buckets: number, wrongBuckets: number }>(bucketSums),
      rows: sum('rows'), missingRows: sum('missing'), foreignRows: sum('foreign'), differentRows: sum('different'), waitingRows: sum('waiting'),
    }
  })
}

interface Counts { rows: number, missing: number, foreign: number, different: number, waiting: number }

// Sums are modulo 2^32; the extension keeps them signed.
const bucketSums = `
  SELECT count(*) AS buckets, coalesce(sum((op_checksum - ifnull(held.sum, 0)) % 4294967296 <> 0), 0) AS wrongBuckets
  FROM ps_buckets LEFT JOIN (SELECT bucket, sum(hash) AS sum FROM ps_oplog GROUP BY bucket) held ON held.bucket = ps_buckets.id
  WHERE name <> '$local'`

/** A row in several buckets is shown as its latest operation has it. */
function compare(tx: LockContext, table: string): Promise<Counts> {
  const shown = `"ps_data__${table.replaceAll('"', '""')}"`
  return tx.get<Counts>(`
    WITH waiting AS (
      SELECT row_id AS id FROM ps_updated_rows WHERE row_type = ?1 UNION SELECT data ->> '$.id' FROM ps_crud WHERE data ->> '$.type' = ?1
    ), arrived AS (
      SELECT row_id AS id, max(op_id) AS op, data FROM ps_oplog WHERE row_type = ?1 GROUP BY row_id
    )
    SELECT
      (SELECT count(*) FROM ${shown}) AS rows,
      (SELECT count(*) FROM waiting) AS waiting,
      (SELECT count(*) FROM arrived WHERE id NOT IN (SELECT id FROM ${shown}) AND id NOT IN (SELECT id FROM waiting)) AS missing,
      (SELECT count(*) FROM ${shown} WHERE id NOT IN (SELECT id FROM arrived) AND id NOT IN (SELECT id FROM waiting)) AS "foreign",
      (SELECT count(*) FROM ${shown} JOIN arrived USING (id) WHERE ${shown}.data IS NOT arrived.data AND id NOT IN (SELECT id FROM waiting)) AS different`, [table])
}
