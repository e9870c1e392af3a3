import type { Task } from '../task-list.ts'
import { eslint, knip } from '../checks.ts'
import { prepareNuxt } from '../prepare-nuxt.ts'
import { runProgram } from '../program.ts'
import { packageProgram } from '../root.ts'

/** `npm run lint`: style and mistakes (ESLint), then what nobody uses (knip). `-- --fix` mends what ESLint can mend. */
const lint: Task = async (args, { stop }) => {
  await prepareNuxt(stop)
  const style = await runProgram(packageProgram(eslint.program), [...eslint.args, ...args], { signal: stop })
  const unused = await runProgram(packageProgram(knip.program), knip.args, { signal: stop })
  return style || unused
}

export default lint
