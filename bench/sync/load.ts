import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { fillRows } from './environment.ts'
import { RawStream } from './raw-stream.ts'

const TRANSACTIONS = 20_000

/** Many small and some large transactions, and how far the stream is behind when the last has been committed. */
export async function measureLoad(environment: Environment, results: Results): Promise<void> {
  const { sql } = environment
  await sql`INSERT INTO members VALUES ('load', 'list-load', 'dora') ON CONFLICT DO NOTHING`
  const small = await behind(environment, 'list-load', async () => {
    let left = TRANSACTIONS
    await Promise.all(Array.from({ length: 8 }, async () => {
      while (left-- > 0) await sql`INSERT INTO todos (list_id, title) VALUES ('list-load', 'One of many')`
    }))
    return TRANSACTIONS
  })
  results.add({ name: '20,000 one-row transactions', unit: 'tx/s', value: small.rate, reference: 6500, better: 'more' })
  results.add({ name: '20,000 one-row transactions, behind', unit: 's', value: small.behind, reference: 0.65, budget: 0.1, better: 'less' })
  const large = await behind(environment, 'list-load', async () => {
    for (let i = 0; i < 100; i++) await sql.unsafe(fillRows(i * 1000, i * 1000 + 999).replace(`'list-' || n % 100`, `'list-load'`))
    return 100_000
  })
  results.add({ name: '100 transactions of 1,000 rows', unit: 'rows/s', value: large.rate, reference: 10_000, budget: 60_000, better: 'more' })
  results.add({ name: '100 transactions of 1,000 rows, behind', unit: 's', value: large.behind, reference: 9, budget: 1, better: 'less' })
  const whole = await behind(environment, 'list-load', async () => {
    await sql.unsafe(fillRows(1_000_000, 1_099_999).replace(`'list-' || n % 100`, `'list-load'`))
    return 100_000
  })
  results.add({ name: 'one transaction of 100,000 rows', unit: 'rows/s', value: whole.rate, better: 'more' })
  results.add({ name: 'memory at its peak, after large transactions', unit: 'MB', value: environment.peakMemoryMB(), better: 'less' })
}

async function behind({ port, token, sql }: Environment, list: string, write: () => Promise<number>): Promise<{ rate: number, behind: number }> {
  const stream = await RawStream.open({ port, token: await token('dora') })
  await stream.completed(1)
  const started = performance.now()
  const count = await write()
  const committed = performance.now()
  // The mark goes last, so the stream that carries it carries everything before.
  const mark = crypto.randomUUID()
  const marked = stream.contains(mark)
  await sql`INSERT INTO todos (id, list_id, title) VALUES (${mark}, ${list}, 'Mark')`
  await marked
  const arrived = performance.now()
  stream.close()
  return { rate: count / ((arrived - started) / 1000), behind: (arrived - committed) / 1000 }
}
