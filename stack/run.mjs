// What the npm scripts run: `node stack/run.mjs <task> [arguments]`. Plain JavaScript for Node 18 and later: it finds a Node
// that can run the rest, installs the packages, and hands over to stack/task-process.ts.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFitNode } from './bootstrap/fit-node.mjs'
import { ensurePackages } from './bootstrap/packages.mjs'
import { say } from './bootstrap/say.mjs'
import { SetupError } from './bootstrap/setup-error.mjs'

const stack = dirname(fileURLToPath(import.meta.url))
const [task = '', ...args] = process.argv.slice(2)
const tasks = readdirSync(join(stack, 'tasks')).map(file => file.replace(/\.ts$/, ''))

try {
  if (!tasks.includes(task)) throw new SetupError(`There is no task "${task}". There are: ${tasks.join(', ')}.`)
  const root = dirname(stack)
  const node = await findFitNode(root)
  await ensurePackages(root, node)
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
  process.chdir(root)
  if (node === process.execPath) {
    const { runTask } = await import('./task-process.ts')
    await runTask(task, args)
  }
  else {
    handOver(node)
  }
}
catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}

/** The task's process notices by its channel when this one is gone, and takes part in the terminal's Ctrl-C itself. @param {string} node */
function handOver(node) {
  const child = spawn(node, [join(stack, 'task-process.ts'), task, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    say(`${node} cannot be run: ${error.message}`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0)
  })
}
