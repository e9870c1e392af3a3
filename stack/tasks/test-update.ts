import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run test:update`: a real update from this version to a next one, under open browsers (docs/offline.md). */
const testUpdate: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  await ensureBuild(stop)
  return await runProgram(process.execPath, [join(root, 'tests', 'update', 'run.ts'), ...args], { signal: stop, environment: { ...process.env, CHROMIUM_PATH: chromium } })
}

export default testUpdate
