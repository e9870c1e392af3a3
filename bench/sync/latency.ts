import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { fillRows, memberships } from './environment.ts'
import { RawStream } from './raw-stream.ts'
import { newClient } from './sdk.ts'
import { quantile } from './statistics.ts'

const INSERTS = 300

/** From a commit in Postgres to a complete checkpoint: small and large buckets, raw and in a client, with and without history. */
export async function measureLatency(environment: Environment, results: Results, history: number): Promise<void> {
  const { sql } = environment
  await sql.unsafe(memberships('bob', 5))
  await sql`INSERT INTO members VALUES ('small', 'list-small', 'carol') ON CONFLICT DO NOTHING`
  const small = await rawLatencies(environment, 'carol', 'list-small')
  results.add({ name: 'INSERT to checkpoint_complete, median', unit: 'ms', value: quantile(small, 0.5), reference: 8.4, budget: 4, better: 'less' })
  results.add({ name: 'INSERT to checkpoint_complete, p99', unit: 'ms', value: quantile(small, 0.99), reference: 13.5, budget: 8, better: 'less' })
  const large = await rawLatencies(environment, 'bob', 'list-1')
  results.add({ name: 'the same in few large buckets, median', unit: 'ms', value: quantile(large, 0.5), reference: 20, budget: 4, better: 'less' })
  const client = await newClient(environment, 'carol')
  await client.firstSync()
  const visible = await clientLatencies(environment, client.database, 'list-small')
  results.add({ name: 'INSERT to visible in a client, median', unit: 'ms', value: quantile(visible, 0.5), reference: 11.5, budget: 7, better: 'less' })
  results.add({ name: 'INSERT to visible in a client, p99', unit: 'ms', value: quantile(visible, 0.99), reference: 17.5, budget: 12, better: 'less' })
  await client.close()
  if (history === 0) return
  for (let at = 0; at < history; at += 50_000) await sql.unsafe(fillRows(1_000_000 + at, 1_000_000 + at + 49_999))
  const old = await rawLatencies(environment, 'bob', 'list-1')
  results.add({ name: `INSERT to checkpoint_complete after ${history} more operations, median`, unit: 'ms', value: quantile(old, 0.5), reference: 14, budget: 4, better: 'less' })
}

async function rawLatencies(environment: Environment, user: string, list: string): Promise<number[]> {
  const stream = await RawStream.open({ port: environment.port, token: await environment.token(user) })
  await stream.completed(1)
  const latencies: number[] = []
  for (let i = 0; i < INSERTS; i++) {
    const next = stream.completes + 1
    const committed = environment.sql`INSERT INTO todos (list_id, title) VALUES (${list}, 'Measured')`.then(() => performance.now())
    await Promise.all([committed, stream.completed(next)])
    latencies.push(Math.max(0, stream.lastComplete - await committed))
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  stream.close()
  return latencies
}

async function clientLatencies(environment: Environment, database: Awaited<ReturnType<typeof newClient>>['database'], list: string): Promise<number[]> {
  const latencies: number[] = []
  let seen: (() => void) | undefined
  let expected = ''
  const stop = database.onChange({
    onChange: async () => {
      if (expected !== '' && await database.getOptional('SELECT id FROM todos WHERE id = ?', [expected])) seen?.()
    },
  }, { tables: ['todos'], throttleMs: 0 })
  for (let i = 0; i < INSERTS; i++) {
    expected = crypto.randomUUID()
    const visible = new Promise<void>((resolve) => {
      seen = resolve
    })
    await environment.sql`INSERT INTO todos (id, list_id, title) VALUES (${expected}, ${list}, 'Measured')`
    const committed = performance.now()
    await visible
    latencies.push(performance.now() - committed)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  stop()
  return latencies
}
