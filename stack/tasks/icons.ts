import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run icons`: draws the pictures of the installed app (public/icons, public/screenshots) anew. Needed when the logo or the look changes. */
const icons: Task = async (args, { stop }) => {
  const chromium = await ensureChromium(stop)
  return await runProgram(process.execPath, [join(root, 'tests', 'e2e', 'icons.ts'), ...args], { signal: stop, environment: { ...process.env, CHROMIUM_PATH: chromium } })
}

export default icons
