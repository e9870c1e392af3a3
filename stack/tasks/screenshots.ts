import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run screenshots`: takes the pictures of docs/screenshots from the running product; `-- inspector` those of the Inspector, from a build that has it. */
const screenshots: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  const ofInspector = args[0] === 'inspector'
  if (ofInspector) process.env.NUXT_INSPECTOR = '1'
  await ensureBuild(stop)
  const program = join(root, 'tests', 'e2e', ofInspector ? 'inspector-screenshots.ts' : 'screenshots.ts')
  const given = ofInspector ? args.slice(1) : args
  return await runProgram(process.execPath, [program, ...given], { signal: stop, environment: { ...process.env, CHROMIUM_PATH: chromium } })
}

export default screenshots
