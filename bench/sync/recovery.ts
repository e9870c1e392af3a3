import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { RawStream } from './raw-stream.ts'
import { quantile } from './statistics.ts'

const ROUNDS = 5

/** Seconds from a disturbance until a client sees a new row. */
export async function measureRecovery(environment: Environment, results: Results): Promise<void> {
  await environment.sql`INSERT INTO members VALUES ('small', 'list-small', 'carol') ON CONFLICT DO NOTHING`
  const cut = await rounds(environment, async () => {
    await environment.sql`SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active`
  })
  results.add({ name: 'recovery: source connection cut', unit: 's', value: quantile(cut, 0.5), reference: 30, budget: 1, better: 'less' })
  const killed = await rounds(environment, async () => {
    await environment.stop('SIGKILL')
    await environment.start(false)
  })
  results.add({ name: 'recovery: kill -9 and restart', unit: 's', value: quantile(killed, 0.5), reference: 35, budget: 1.5, better: 'less' })
  const restarted = await rounds(environment, () => environment.restartPostgres())
  results.add({ name: 'recovery: Postgres restarted', unit: 's', value: quantile(restarted, 0.5), reference: 44, budget: 1, better: 'less' })
}

async function rounds(environment: Environment, disturb: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const token = await environment.token('carol')
    const before = await connected(environment.port, token)
    await disturb()
    const started = performance.now()
    const mark = crypto.randomUUID()
    await environment.sql`INSERT INTO todos (id, list_id, title) VALUES (${mark}, 'list-small', 'After a disturbance')`
    await untilSeen(environment.port, token, mark, before)
    times.push((performance.now() - started) / 1000)
  }
  return times
}

/** Like a client that comes again whenever its stream ends. */
async function untilSeen(port: number, token: string, mark: string, first: RawStream): Promise<void> {
  for (let stream = first; ; stream = await connected(port, token)) {
    while (!stream.ended) {
      if (Buffer.concat(stream.chunks ?? []).includes(mark)) return stream.close()
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
}

async function connected(port: number, token: string): Promise<RawStream> {
  for (;;) {
    try {
      return await RawStream.open({ port, token }, true)
    }
    catch {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
}
