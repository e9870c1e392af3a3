import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { ensureBuild } from '../build-app.ts'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run torture -- [--seed N] [--minutes M]`: browsers with random edits and faults against the whole product (docs/reliability.md). */
const torture: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  await ensureBuild(stop)
  return await runProgram(process.execPath, [join(root, 'tests', 'torture', 'run.ts'), ...args], { signal: stop, environment: { ...process.env, CHROMIUM_PATH: chromium } })
}

export default torture
