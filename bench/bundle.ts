import { parseArgs } from 'node:util'
import { ensureBuild } from '../stack/build-app.ts'
import { launchChromium } from '../tests/support/browser.ts'
import { startStack } from '../tests/support/stack.ts'
import { bundleBudget, measuredPages } from './bundle/budget.ts'
import { measureFirstPage } from './bundle/first-page.ts'
import { largestModules } from './bundle/modules.ts'

// node bench/bundle.ts [--json] [--modules 25]
const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false }, modules: { type: 'string', default: '25' } } })

await ensureBuild(new AbortController().signal)
const stack = await startStack()
const browser = await launchChromium()
try {
  const pages = []
  for (const path of measuredPages) pages.push({ path, ...await measureFirstPage(browser, stack.url, path) })
  for (const { path, mainThread, inIdle, workers, wasm, css, fonts, foreign, inspector } of pages) {
    process.stderr.write([
      `${path}: JavaScript ${kilobytes(mainThread)} of ${bundleBudget.mainThread[path] / 1000} kB`, `in idle time ${kilobytes(inIdle)}`, `workers ${kilobytes(workers)}`,
      `wasm ${kilobytes(wasm)} in ${wasm.length}`, `CSS ${kilobytes(css)}`, `fonts ${kilobytes(fonts)}`,
      `other origins ${foreign.length}`, `Inspector ${inspector.length}`,
    ].join(' · ') + '\n')
  }
  const modules = largestModules(pages.flatMap(page => page.mainThread.map(file => file.path)), Number(options.modules))
  for (const { id, share } of modules) process.stderr.write(`${(share / 1000).toFixed(1).padStart(7)} kB  ${id}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify({ unit: 'bytes, brotli', budget: bundleBudget, pages, modules }, null, 2)}\n`)
}
finally {
  await browser.close()
  await stack.stop()
}

function kilobytes(files: readonly { bytes: number }[]): string {
  return `${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1)} kB`
}
