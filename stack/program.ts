import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sayWhile } from './bootstrap/say.mjs'
import { root } from './root.ts'
import { StackError } from './stack-error.ts'

export interface ProgramOptions {
  /** Ends the program when aborted. */
  readonly signal: AbortSignal
  readonly environment?: NodeJS.ProcessEnv
}

/** Runs a program with this terminal and resolves to its exit code. */
export function runProgram(command: string, args: readonly string[], { signal, environment = process.env }: ProgramOptions): Promise<number> {
  return exitCode(command, args, 'inherit', signal, environment)
}

/**
 * Runs a program with its output in a log file below `.cache/`.
 * @param what for the messages, such as `building the app`
 * @throws {StackError} `program_failed` with the end of the log, `interrupted`.
 */
export async function runQuietly(what: string, command: string, args: readonly string[], { signal, environment = process.env }: ProgramOptions): Promise<void> {
  const logFile = join(root, '.cache', `${what.replaceAll(' ', '-')}.log`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  const log = openSync(logFile, 'w')
  const code = await sayWhile(what, exitCode(command, args, ['ignore', log, log], signal, environment)).finally(() => closeSync(log))
  if (code === 0) return
  if (signal.aborted) throw new StackError('interrupted', `Stopped while ${what}.`)
  const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-40).join('\n')
  throw new StackError('program_failed', `Failed while ${what}. The end of ${logFile}:\n${tail}`)
}

function exitCode(command: string, args: readonly string[], stdio: 'inherit' | ['ignore', number, number], signal: AbortSignal, environment: NodeJS.ProcessEnv): Promise<number> {
  if (signal.aborted) return Promise.resolve(130)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio, env: environment })
    const end = () => void child.kill('SIGTERM')
    signal.addEventListener('abort', end, { once: true })
    child.once('error', cause => reject(new StackError('no_program', `${command} cannot be run: ${cause.message}`, { cause })))
    child.once('close', (code) => {
      signal.removeEventListener('abort', end)
      resolve(code ?? 1)
    })
  })
}
