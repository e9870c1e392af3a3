import { parseArgs } from 'node:util'
import { measureDrain } from './app/drain.ts'
import { measureEndpoint } from './app/endpoint.ts'
import { startEnvironment } from './app/environment.ts'
import { Results } from './app/results.ts'

// node bench/app.ts [--json] [--quick] [--only drain,endpoint]
const { values: options } = parseArgs({ options: {
  json: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: 'drain,endpoint' },
} })

const chosen = options.only.split(',')
const results = new Results()
const environment = await startEnvironment()
try {
  if (chosen.includes('drain')) await measureDrain(environment, results, options.quick ? { edits: 1_000, runs: 1 } : { edits: 10_000, runs: 3 })
  if (chosen.includes('endpoint')) await measureEndpoint(environment, results, options.quick ? { seconds: 1, runs: 1 } : { seconds: 3, runs: 5 })
}
finally {
  await environment.stop()
}
if (options.json) process.stdout.write(`${JSON.stringify(results.measures, null, 2)}\n`)
