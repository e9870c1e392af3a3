import { fileURLToPath } from 'node:url'
import { say } from './bootstrap/say.mjs'
import { SetupError } from './bootstrap/setup-error.mjs'
import { listenForInterruption } from './interruption.ts'
import { StackError } from './stack-error.ts'
import { tasks } from './task-list.ts'

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task = '', ...args] = process.argv.slice(2)
  await runTask(task, args)
}

/** Runs a task to its end and sets the exit code. What a person can mend is told without a stack trace. */
export async function runTask(name: string, args: string[]): Promise<void> {
  const interruption = listenForInterruption()
  try {
    const load = tasks[name]
    if (!load) throw new StackError('no_task', `There is no task "${name}".`)
    const { default: task } = await load()
    process.exitCode = await task(args, interruption)
  }
  catch (error) {
    if (!(error instanceof StackError || error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
  finally {
    interruption.close()
  }
}
