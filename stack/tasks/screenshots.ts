import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run screenshots`: takes the pictures of docs/screenshots from the running product. */
const screenshots: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  await ensureBuild(stop)
  return await runProgram(process.execPath, [join(root, 'tests', 'e2e', 'screenshots.ts'), ...args], { signal: stop, environment: { ...process.env, CHROMIUM_PATH: chromium } })
}

export default screenshots
