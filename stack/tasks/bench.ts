import type { Task } from '../task-list.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../program.ts'
import { root } from '../root.ts'
import { StackError } from '../stack-error.ts'

/** `npm run bench <name> [-- --json]`: runs bench/<name>.ts. */
const bench: Task = async ([name = '', ...args], { stop }) => {
  const names = readdirSync(join(root, 'bench')).filter(file => file.endsWith('.ts')).map(file => file.slice(0, -3))
  if (!names.includes(name)) throw new StackError('no_bench', `There is no benchmark "${name}". There are: ${names.join(', ') || 'none'}.`)
  return await runProgram(process.execPath, [join(root, 'bench', `${name}.ts`), ...args], { signal: stop })
}

export default bench
