import type { Task } from '../task-list.ts'
import { tsc, vueTsc } from '../checks.ts'
import { prepareNuxt } from '../prepare-nuxt.ts'
import { runProgram } from '../program.ts'
import { packageProgram } from '../root.ts'

/** `npm run typecheck`: the app (Vue and Nitro), then what Node runs directly. */
const typecheck: Task = async (_args, { stop }) => {
  await prepareNuxt(stop)
  const app = await runProgram(packageProgram(vueTsc.program), vueTsc.args, { signal: stop })
  const node = await runProgram(packageProgram(tsc.program), tsc.args, { signal: stop })
  return app || node
}

export default typecheck
