import type { ChildProcess } from 'node:child_process'
import type { Ending } from './keep-running.ts'
import { spawn } from 'node:child_process'
import { root } from '../root.ts'
import { eachLine, logger } from './log.ts'

/** A program of ours that is running. */
export interface ServiceProcess {
  readonly exited: Promise<Ending>
  /** Asks it to end, and after five seconds makes it. */
  stop(): Promise<void>
  kill(): void
}

export interface ServiceOptions {
  /** Goes before its lines. */
  readonly name: string
  /** The file for Node and its arguments. */
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
}

/**
 * Starts a Node program in a session of its own, so that a Ctrl-C at the terminal reaches the supervisor alone and things stop in
 * their order. It ends by itself when the supervisor is killed.
 */
export function startService({ name, args, environment }: ServiceOptions): ServiceProcess {
  const child = spawn(process.execPath, ['--import', new URL('follow-parent.ts', import.meta.url).href, ...args], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const words: string[] = []
  const remember = (log: (line: string) => void) => (line: string) => {
    if (words.push(line) > 30) words.shift()
    log(line)
  }
  eachLine(child.stdout, remember(logger(name)))
  eachLine(child.stderr, remember(logger(name, process.stderr)))
  const exited = new Promise<Ending>((resolve) => {
    child.once('error', error => resolve({ code: null, signal: null, words: error.message }))
    child.once('close', (code, signal) => resolve({ code, signal, words: words.join('\n') }))
  })
  return { exited, stop: () => stop(child, exited), kill: () => signalGroup(child, 'SIGKILL') }
}

async function stop(child: ChildProcess, exited: Promise<Ending>): Promise<void> {
  child.kill('SIGTERM')
  const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000)
  await exited
  clearTimeout(impatience)
}

/** The child leads a process group: what it started goes with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, signal)
  }
  catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
