import type { Task } from '../task-list.ts'
import { say } from '../bootstrap/say.mjs'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { findEngines } from '../engines.ts'
import { runProgram } from '../program.ts'
import { packageProgram } from '../root.ts'

/** Some take long, or more than a test run has time for, and are shortened or left out there. */
const thorough = ['tests/browsers', 'tests/e2e/ten-tabs.test.ts', 'tests/e2e/dead-stream.test.ts']

/**
 * `npm run test:browsers`: the core journey in Chromium, Firefox and WebKit against the built app, in as many of them as can be had here; and ten tabs
 * in every kind of storage, and a dead connection, in Chromium.
 */
const testBrowsers: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  const others = await findEngines(stop)
  await ensureBuild(stop)
  const names = ['chromium', ...others.map(engine => engine.name)]
  say(`Running the core journey in ${names.join(', ')} and the long tests of tabs and connections in Chromium …`)
  const environment = Object.assign({}, process.env, { CHROMIUM_PATH: chromium, DRIFTLESS_ENGINES: names.join(',') }, ...others.map(engine => engine.environment))
  return await runProgram(packageProgram('vitest'), ['run', '--project=e2e', ...thorough, ...args], { signal: stop, environment })
}

export default testBrowsers
