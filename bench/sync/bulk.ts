import type { Environment } from './environment.ts'
import type { Results } from './measures.ts'
import { fillRows } from './environment.ts'
import { RawStream } from './raw-stream.ts'
import { newClient } from './sdk.ts'
import { seconds } from './statistics.ts'

/** Initial replication, downloads by new clients, storage and memory. */
export async function measureBulk(environment: Environment, results: Results, rows: number): Promise<void> {
  const { sql } = environment
  await environment.start()
  results.add({ name: 'memory, empty', unit: 'MB', value: environment.memoryMB(), reference: 342, budget: 110, better: 'less' })
  await environment.stop()
  environment.forgetStorage()
  await sql.unsafe(fillRows(1, rows))
  const empty = 0.45
  const took = await environment.start()
  results.add({ name: `processor, initial replication of ${rows} rows and start`, unit: 's', value: environment.cpuSeconds(), better: 'less' })
  results.add({ name: `memory at its peak, initial replication of ${rows} rows`, unit: 'MB', value: environment.peakMemoryMB(), better: 'less' })
  results.add({ name: `initial replication, ${rows} rows`, unit: 'rows/s', value: rows / Math.max(0.1, took - empty), reference: 11_600, budget: 60_000, better: 'more' })
  results.add({ name: 'bucket storage per row', unit: 'bytes', value: environment.storageBytes() / rows, reference: 1356, budget: 450, better: 'less' })
  const token = await environment.token('ada')
  const download = async (headers: Record<string, string> = {}) => {
    const stream = await RawStream.open({ port: environment.port, token, headers })
    await stream.completed(1)
    stream.close()
  }
  const beforeOne = environment.cpuSeconds()
  const one = await seconds(() => download())
  const beforeTen = environment.cpuSeconds()
  results.add({ name: 'raw stream, one consumer', unit: 'rows/s', value: rows / one, reference: 40_000, budget: 400_000, better: 'more' })
  const ten = await seconds(() => Promise.all(Array.from({ length: 10 }, () => download())))
  results.add({ name: 'raw stream, ten consumers', unit: 'rows/s', value: rows * 10 / ten, reference: 40_000, budget: 600_000, better: 'more' })
  results.add({ name: 'raw stream, rows for a second of the processor, one consumer', unit: 'rows', value: rows / (beforeTen - beforeOne), better: 'more' })
  results.add({ name: 'raw stream, rows for a second of the processor, ten consumers', unit: 'rows', value: rows * 10 / (environment.cpuSeconds() - beforeTen), better: 'more' })
  results.add({ name: 'memory, 100k rows', unit: 'MB', value: environment.memoryMB(), reference: 367, budget: 140, better: 'less' })
  const client = await newClient(environment, 'ada')
  const synced = await seconds(() => client.firstSync())
  results.add({ name: 'new @powersync/node client', unit: 's', value: synced, reference: 3.4, budget: 2, better: 'less' })
  await client.close()
  await environment.stop()
  results.add({ name: 'start from existing data', unit: 's', value: await environment.start(), reference: 1.8, budget: 0.5, better: 'less' })
}
