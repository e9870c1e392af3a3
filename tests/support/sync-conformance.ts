import type { TokenMaker } from './sync-tokens.ts'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { ADMIN_TOKEN, startSync } from './sync-fixture.ts'
import { openStream } from './sync-stream.ts'
import { AUDIENCE, tokensOfKey } from './sync-tokens.ts'

const FOLDER = new URL('../service/sync/conformance/', import.meta.url)
const EMBEDDED_LIMITS = { streams: 12, buckets: 8 }

/** What the conformance suite knows of a service: an address, a key, and the database that it reads. */
export interface ConformanceFixture {
  endpoint: string
  sql: postgres.Sql
  token: TokenMaker
  /** Undefined when the admin API is not to be tried. */
  adminToken: string | undefined
  limits: { streams: number, buckets: number }
  stop(): Promise<void>
}

export const conformanceSyncConfig = readFileSync(new URL('sync-config.yaml', FOLDER), 'utf8')
export const isAdminTried = !process.env.CONFORMANCE_ENDPOINT || Boolean(process.env.CONFORMANCE_ADMIN_TOKEN)

/**
 * The service under test with these rows in its tables: the one that `CONFORMANCE_ENDPOINT` names, or without it the embedded one in this
 * process. Another service has to run with the folder's sync config on a database with its schema; docs/sync-service.md tells how.
 */
export async function startConformance(rows: Record<string, string>): Promise<ConformanceFixture> {
  const inserts = Object.entries(rows).map(([table, values]) => `INSERT INTO ${table} ${values};`).join('\n')
  return process.env.CONFORMANCE_ENDPOINT ? await connect(process.env.CONFORMANCE_ENDPOINT, Object.keys(rows), inserts) : await embed(inserts)
}

async function embed(inserts: string): Promise<ConformanceFixture> {
  const fixture = await startSync({
    schema: readFileSync(new URL('schema.sql', FOLDER), 'utf8') + inserts,
    syncConfig: conformanceSyncConfig,
    config: { api: {
      tokens: [ADMIN_TOKEN],
      parameters: { max_concurrent_connections: EMBEDDED_LIMITS.streams, max_buckets_per_connection: EMBEDDED_LIMITS.buckets },
    } },
  })
  const { sql, endpoint, token } = fixture
  return { sql, endpoint, token, adminToken: ADMIN_TOKEN, limits: EMBEDDED_LIMITS, stop: () => fixture.stop() }
}

async function connect(address: string, tables: string[], inserts: string): Promise<ConformanceFixture> {
  const endpoint = address.replace(/\/$/, '')
  const { CONFORMANCE_KEY_ID: kid, CONFORMANCE_AUDIENCE: audience = AUDIENCE } = process.env
  const token = await tokensOfKey(required('CONFORMANCE_SIGNING_KEY'), { kid, audience })
  const sql = postgres(required('CONFORMANCE_DATABASE_URL'), { onnotice: () => undefined, max: 4 })
  await sql.begin(async (transaction) => {
    await transaction.unsafe(tables.map(table => `DELETE FROM ${table};`).join('\n') + inserts)
  })
  await reached(endpoint, await token('conformance'))
  return {
    sql,
    endpoint,
    token,
    adminToken: process.env.CONFORMANCE_ADMIN_TOKEN,
    limits: { streams: Number(process.env.CONFORMANCE_MAX_STREAMS ?? 200), buckets: Number(process.env.CONFORMANCE_MAX_BUCKETS ?? 1000) },
    stop: () => sql.end({ timeout: 1 }),
  }
}

/** Waits until the service has everything that is committed now: that is what a write checkpoint promises. */
async function reached(endpoint: string, token: string): Promise<void> {
  const client = crypto.randomUUID()
  const response = await fetch(`${endpoint}/write-checkpoint2.json?client_id=${client}`, { headers: { authorization: `Token ${token}` } })
  if (!response.ok) throw new Error(`${endpoint} refuses a write checkpoint: ${response.status} ${await response.text()}`)
  const { data } = await response.json() as { data: { write_checkpoint: string } }
  const stream = await openStream({ endpoint, token, body: { client_id: client } })
  await stream.until(lines => lines.some(line => (line.checkpoint ?? line.checkpoint_diff)?.write_checkpoint === data.write_checkpoint), 'the write checkpoint')
  await stream.close()
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`CONFORMANCE_ENDPOINT needs ${name} beside it.`)
  return value
}
