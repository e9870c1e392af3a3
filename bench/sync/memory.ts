import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { fillRows } from './environment.ts'
import { RawStream } from './raw-stream.ts'

const AT_ONCE = 100_000

/** The most memory that the service takes for a large copy, and for one large transaction after it: neither may grow with its rows. */
export async function measureMemory(environment: Environment, results: Results, rows: number): Promise<void> {
  const { sql } = environment
  await environment.stop()
  environment.forgetStorage()
  for (let from = 10_000_000; from < 10_000_000 + rows; from += AT_ONCE) await sql.unsafe(fillRows(from, from + AT_ONCE - 1))
  await environment.start()
  results.add({ name: `memory at its peak, initial replication of ${rows} more rows`, unit: 'MB', value: environment.peakMemoryMB(), better: 'less' })
  await environment.stop()
  await environment.start()
  const before = environment.peakMemoryMB()
  const mark = crypto.randomUUID()
  await sql`INSERT INTO members VALUES ('mark', 'list-mark', 'mark') ON CONFLICT DO NOTHING`
  const stream = await RawStream.open({ port: environment.port, token: await environment.token('mark') })
  const marked = stream.contains(mark)
  await sql.unsafe(fillRows(20_000_000, 20_000_000 + AT_ONCE - 1))
  // What comes after a transaction is seen after it.
  await sql`INSERT INTO todos (id, list_id, title) VALUES (${mark}, 'list-mark', 'Mark')`
  await marked
  stream.close()
  results.add({ name: `memory at its peak, one transaction of ${AT_ONCE} rows (${before} MB before)`, unit: 'MB', value: environment.peakMemoryMB(), better: 'less' })
}
