import type { Task } from '../task-list.ts'
import { say } from '../bootstrap/say.mjs'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { findEngines } from '../engines.ts'
import { runProgram } from '../program.ts'
import { packageProgram } from '../root.ts'

/** `npm run test:browsers`: the core journey in Chromium, Firefox and WebKit against the built app, in as many of them as can be had here. */
const testBrowsers: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  const others = await findEngines(stop)
  await ensureBuild(stop)
  const names = ['chromium', ...others.map(engine => engine.name)]
  say(`Running the core journey in ${names.join(', ')} …`)
  const environment = Object.assign({}, process.env, { CHROMIUM_PATH: chromium, DRIFTLESS_ENGINES: names.join(',') }, ...others.map(engine => engine.environment))
  return await runProgram(packageProgram('vitest'), ['run', '--project=e2e', 'tests/browsers', ...args], { signal: stop, environment })
}

export default testBrowsers
