import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { loadDotEnv } from '../configuration.ts'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'

/** `npm run sync-service`: the embedded PowerSync-compatible service alone, configured by POWERSYNC_CONFIG_PATH and PS_* variables. */
const syncService: Task = async (args, { stop }) => {
  loadDotEnv()
  return await runProgram(process.execPath, [join(root, 'sync-service', 'main.ts'), ...args], { signal: stop })
}

export default syncService
