import type { Storage } from './app/paint/browser.ts'
import { parseArgs } from 'node:util'
import { measureDrain } from './app/drain.ts'
import { measureEndpoint } from './app/endpoint.ts'
import { startEnvironment } from './app/environment.ts'
import { measurePaint } from './app/paint.ts'
import { storages } from './app/paint/browser.ts'
import { Results } from './app/results.ts'

// node bench/app.ts [--json] [--quick] [--only drain,endpoint,paint,storage,tabs] [--rows 1000,10000,100000] [--vfs IDBBatchAtomicVFS,…]
// What people feel, at every size: --only paint,storage --vfs IDBBatchAtomicVFS; in every storage: --only paint,storage --rows 10000
const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: 'drain,endpoint,paint,storage,tabs' },
  rows: { type: 'string' },
  vfs: { type: 'string' },
} })

const chosen = options.only.split(',')
const rows = (options.rows ?? (options.quick ? '1000' : '1000,10000,100000')).split(',').map(Number)
const kinds = (options.vfs ?? storages.join()).split(',').map(storageNamed)
const results = new Results()
const environment = await startEnvironment()
try {
  if (chosen.includes('drain')) await measureDrain(environment, results, options.quick ? { edits: 1_000, runs: 1 } : { edits: 10_000, runs: 3 })
  if (chosen.includes('endpoint')) await measureEndpoint(environment, results, options.quick ? { seconds: 1, runs: 1 } : { seconds: 3, runs: 5 })
  const parts = { paint: chosen.includes('paint'), storage: chosen.includes('storage'), tabs: chosen.includes('tabs') }
  if (Object.values(parts).includes(true)) {
    for (const todos of rows) {
      const amounts = options.quick ? { times: 5, arriving: 2_000 } : { times: 12, arriving: 20_000 }
      for (const vfs of kinds) await measurePaint(environment, results, { todos, vfs, ...amounts }, parts)
    }
  }
}
finally {
  await environment.stop()
}
if (options.json) process.stdout.write(`${JSON.stringify(results.measures, null, 2)}\n`)

function storageNamed(name: string): Storage {
  const storage = storages.find(each => each === name)
  if (!storage) throw new Error(`There is no VFS "${name}". There are: ${storages.join(', ')}.`)
  return storage
}
