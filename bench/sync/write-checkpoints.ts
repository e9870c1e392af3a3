import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { RawStream } from './raw-stream.ts'
import { quantile } from './statistics.ts'

/** From asking for a write checkpoint to its number in the stream. */
export async function measureWriteCheckpoints(environment: Environment, results: Results): Promise<void> {
  const { port, sql } = environment
  const token = await environment.token('carol')
  const clientId = crypto.randomUUID()
  const stream = await RawStream.open({ port, token, body: { client_id: clientId } })
  await stream.completed(1)
  const ask = async () => {
    const next = stream.completes + 1
    const started = performance.now()
    await fetch(`http://127.0.0.1:${port}/write-checkpoint2.json?client_id=${clientId}`, { headers: { authorization: `Token ${token}` } })
    await stream.completed(next)
    return performance.now() - started
  }
  const idle: number[] = []
  const busy: number[] = []
  for (let i = 0; i < 50; i++) {
    await new Promise(resolve => setTimeout(resolve, 20))
    idle.push(await ask())
  }
  for (let i = 0; i < 50; i++) {
    await sql`INSERT INTO todos (list_id, title) VALUES ('list-elsewhere', 'Before a write checkpoint')`
    busy.push(await ask())
  }
  stream.close()
  results.add({ name: 'write checkpoint, idle source', unit: 'ms', value: quantile(idle, 0.5), reference: 151, budget: 10, better: 'less' })
  results.add({ name: 'write checkpoint, after a commit', unit: 'ms', value: quantile(busy, 0.5), reference: 33, budget: 8, better: 'less' })
}
