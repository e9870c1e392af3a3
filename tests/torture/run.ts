import { parseArgs } from 'node:util'
import { StuckError } from './settle.ts'
import { torture } from './torture.ts'

// npm run torture -- [--seed N] [--minutes M] [--steps K] [--vfs IDBBatchAtomicVFS] [--times T: so many runs, each with the next seed]
const { values } = parseArgs({ options: {
  seed: { type: 'string' },
  minutes: { type: 'string', default: '2' },
  steps: { type: 'string' },
  vfs: { type: 'string' },
  times: { type: 'string', default: '1' },
} })

const first = Number(values.seed ?? Math.trunc(Math.random() * 2 ** 31))
for (let seed = first; seed < first + Number(values.times); seed++) {
  console.log(`SEED=${seed}`)
  try {
    const report = await torture({
      seed, seconds: Number(values.minutes) * 60, say: line => console.log(`  ${line}`),
      ...values.steps && { steps: Number(values.steps) }, ...values.vfs && { vfs: values.vfs },
    })
    console.log(`  ${report.steps} steps, ${report.acknowledged} texts saved, ${report.unanswered} edits cut off, quiet after ${report.quiet} s; the steps: ${report.planFile}`)
    for (const fault of report.faults) console.log(`  ${fault}`)
    if (report.faults.length > 0) process.exitCode = 1
    else console.log('  Every tab has what Postgres has, and nothing was lost.')
  }
  catch (error) {
    // A finding, too; the next seed has its turn.
    if (!(error instanceof StuckError)) throw error
    console.log(`  ${error.message}`)
    process.exitCode = 1
  }
}
