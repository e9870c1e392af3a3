import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { RawStream } from './raw-stream.ts'
import { quantile, seconds } from './statistics.ts'

const REFERENCE: Record<number, { reference?: number, budget: number }> = {
  50: { reference: 83, budget: 15 },
  200: { reference: 321, budget: 40 },
  1000: { reference: 1820, budget: 200 },
  5000: { budget: 1000 },
}

/** One shared row changed with many streams open: when the last one has it. Memory and reconnections besides. */
export async function measureFanOut(environment: Environment, results: Results, counts: number[]): Promise<void> {
  const { sql, port } = environment
  await sql`INSERT INTO members SELECT 'fan-' || n, 'list-fan', 'fan-' || n FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING`
  await sql`INSERT INTO todos (list_id, title) VALUES ('list-fan', 'Shared')`
  const streams: RawStream[] = []
  const grow = async (count: number) => {
    while (streams.length < count) {
      const first = streams.length + 1
      const opened = await Promise.all(Array.from({ length: Math.min(100, count - streams.length) }, async (_, index) =>
        RawStream.open({ port, token: await environment.token(`fan-${first + index}`) })))
      await Promise.all(opened.map(stream => stream.completed(1)))
      streams.push(...opened)
    }
  }
  for (const count of counts) {
    await grow(count)
    const times: number[] = []
    for (let round = 0; round < 5; round++) {
      const targets = streams.map(stream => stream.completed(stream.completes + 1))
      await sql`UPDATE todos SET title = ${`Round ${round} ${count}`} WHERE list_id = 'list-fan'`
      const committed = performance.now()
      await Promise.all(targets)
      times.push(performance.now() - committed)
    }
    results.add({ name: `one row changed, ${count} streams: the last has it`, unit: 'ms', value: quantile(times, 0.5), ...REFERENCE[count], better: 'less' })
    if (count === 1000) results.add({ name: 'memory, 1,000 streams', unit: 'MB', value: environment.memoryMB(), reference: 555, budget: 250, better: 'less' })
  }
  for (const stream of streams) stream.close()
  await measureReconnects(environment, results)
}

async function measureReconnects({ port, token }: Environment, results: Results): Promise<void> {
  const tokens = await Promise.all(Array.from({ length: 200 }, (_, index) => token(`fan-${index + 1}`)))
  const holding = await RawStream.open({ port, token: tokens[0] ?? '' }, true)
  await holding.completed(1)
  const [first] = Buffer.concat(holding.chunks ?? []).toString().split('\n')
  holding.close()
  const { checkpoint } = JSON.parse(first ?? '{}') as { checkpoint: { last_op_id: string, buckets: { bucket: string }[] } }
  const buckets = checkpoint.buckets.map(({ bucket }) => ({ name: bucket, after: checkpoint.last_op_id }))
  const took = await seconds(async () => {
    const streams = await Promise.all(tokens.map(each => RawStream.open({ port, token: each, body: { buckets } })))
    await Promise.all(streams.map(stream => stream.completed(1)))
    for (const stream of streams) stream.close()
  })
  results.add({ name: '200 clients reconnect, holding everything', unit: 'ms', value: took * 1000, reference: 420, budget: 100, better: 'less' })
}
