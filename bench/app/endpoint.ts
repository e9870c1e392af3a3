import type { Environment } from './environment.ts'
import type { Results } from './results.ts'
import { uuidv7 } from 'uuidv7'
import { createUploader } from './uploader.ts'
import type { Uploader } from './uploader.ts'

/** Transactions of one operation that our connector would send together. The op-by-op one sends each alone. */
const batch = 100

/** What the upload endpoint takes from 1, 8 and 64 clients at once, each with an account and a list of its own. */
export async function measureEndpoint(environment: Environment, results: Results, { seconds, runs }: { seconds: number, runs: number }): Promise<void> {
  const uploaders = await makeUploaders(environment, 64)
  for (const [kind, transactions] of [[`${batch} edits an upload`, batch], ['op by op', 1]] as const) {
    for (const clients of [1, 8, 64]) {
      const rates: number[] = []
      for (let run = 0; run < runs; run++) rates.push(await uploadsPerSecond(uploaders.slice(0, clients), transactions, seconds))
      results.add(`upload endpoint, ${clients === 1 ? '1 client' : `${clients} clients`}, ${kind}: uploads`, '1/s', 'more', rates)
      results.add(`upload endpoint, ${clients === 1 ? '1 client' : `${clients} clients`}, ${kind}: edits`, '1/s', 'more', rates.map(rate => rate * transactions))
    }
  }
}

async function makeUploaders(environment: Environment, count: number): Promise<Uploader[]> {
  const uploaders: Uploader[] = []
  for (let at = 0; at < count; at++) uploaders.push(await createUploader(await environment.person(), uuidv7()))
  return uploaders
}

/** Everybody uploads as fast as the answers come, until the time is over; what is under way then is waited for and counted. */
async function uploadsPerSecond(uploaders: readonly Uploader[], transactions: number, seconds: number): Promise<number> {
  const started = performance.now()
  const end = started + seconds * 1000
  let uploads = 0
  await Promise.all(uploaders.map(async (uploader) => {
    while (performance.now() < end) {
      await uploader.upload(transactions)
      uploads++
    }
  }))
  return uploads / ((performance.now() - started) / 1000)
}
