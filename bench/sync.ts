import { parseArgs } from 'node:util'
import { measureBulk } from './sync/bulk.ts'
import { createEnvironment } from './sync/environment.ts'
import { measureFanOut } from './sync/fan-out.ts'
import { measureLatency } from './sync/latency.ts'
import { measureLoad } from './sync/load.ts'
import { Results, ratioOf } from './sync/measures.ts'
import { measureMemory } from './sync/memory.ts'
import { measureRecovery } from './sync/recovery.ts'
import { measureWriteCheckpoints } from './sync/write-checkpoints.ts'

// node bench/sync.ts [--json] [--quick] [--only bulk,latency,…]
const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: 'bulk,memory,latency,load,fan-out,write-checkpoints,recovery' },
  rows: { type: 'string', default: '100000' },
} })

const chosen = options.only.split(',')
const results = new Results()
const environment = await createEnvironment()
try {
  const parts: Record<string, () => Promise<void>> = {
    'bulk': () => measureBulk(environment, results, Number(options.rows)),
    'memory': () => measureMemory(environment, results, options.quick ? 200_000 : 1_000_000),
    'latency': () => measureLatency(environment, results, options.quick ? 0 : 500_000),
    'load': () => measureLoad(environment, results),
    'fan-out': () => measureFanOut(environment, results, options.quick ? [50, 200] : [50, 200, 1000, 5000]),
    'write-checkpoints': () => measureWriteCheckpoints(environment, results),
    'recovery': () => measureRecovery(environment, results),
  }
  for (const [name, measure] of Object.entries(parts)) {
    if (!chosen.includes(name)) continue
    if (environment.pid === 0 && name !== 'bulk' && name !== 'memory') await environment.start()
    await measure()
  }
}
finally {
  await environment.close()
}
if (options.json) process.stdout.write(`${JSON.stringify(results.measures.map(measure => ({ ...measure, ratio: ratioOf(measure) })), null, 2)}\n`)
