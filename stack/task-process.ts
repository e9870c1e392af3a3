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
    say(inPlainWords(error))
    process.exitCode = 1
  }
  finally {
    interruption.close()
  }
}

function inPlainWords(error: unknown): string {
  if (error instanceof StackError || error instanceof SetupError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const path = error instanceof Error && 'path' in error ? ` (${String(error.path)})` : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk is full${path}. Make room and start again; nothing is lost.`
  if (code === 'EROFS') return `The disk is read-only${path}. Give another directory in DRIFTLESS_DATA_DIR.`
  throw error
}
