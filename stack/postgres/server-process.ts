import type { ChildProcess } from 'node:child_process'
import type { Ending } from '../supervisor/keep-running.ts'
import type { Runner } from './runner.ts'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { cannotRun, explain } from './explain.ts'
import { processEnvironment } from './process-environment.ts'
import { identityOf } from './runner.ts'

/** A running `postgres` that accepts connections. */
export interface ServerProcess {
  readonly pid: number
  readonly exited: Promise<Ending>
  /** Closes all connections, writes a checkpoint and ends; after ten seconds without an end it is stopped as by a crash, which loses nothing. */
  stop(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): void
}

/**
 * Starts `postgres` in a session of its own (a Ctrl-C at the terminal is for the parent alone) and resolves when it accepts connections.
 * @throws {StackError} as `explain` names them.
 */
export async function startServer(runner: Runner, cluster: string, settings: string[], log: (line: string) => void): Promise<ServerProcess> {
  const [program = '', ...args] = [...runner.prefix, runner.binaries.postgres, '-D', cluster, ...settings]
  const child = spawn(program, args, { cwd: '/', env: processEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], detached: true, ...identityOf(runner) })
  const exited = new Promise<Ending>(resolve => child.once('close', (code, signal) => resolve({ code, signal })))
  const pid = await accepting(child, runner.binaries.postgres, cluster, log)
  const watcher = watch(pid)
  void exited.then(() => watcher.kill('SIGKILL'))
  return { pid, exited, stop: () => stop(child, exited), kill: () => void child.kill('SIGKILL') }
}

function accepting(child: ChildProcess, program: string, cluster: string, log: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const words: string[] = []
    const lines = child.stderr && createInterface({ input: child.stderr })
    lines?.on('line', (line) => {
      if (words.push(line) > 40) words.shift()
      if (line.includes('database system is ready to accept connections') && child.pid) resolve(child.pid)
      if (isWorthSaying(line)) log(line)
    })
    child.once('error', cause => reject(cannotRun(program, cause)))
    child.once('close', () => reject(explain(cluster, words.join('\n'))))
  })
}

/** LOG lines tell of every start and stop; of those only a crash, a repair and a lost slot matter. Who comes too early comes again. */
function isWorthSaying(line: string): boolean {
  if (line.startsWith('LOG:')) return /terminated by signal|automatic recovery|invalidat/.test(line)
  return !/^FATAL: {2}the database system is |^FATAL: {2}terminating (connection|walsender)/.test(line)
}

/** Postgres does not end with its parent. This shell does notice (its input closes) and ends it. */
function watch(pid: number): ChildProcess {
  const watcher = spawn('/bin/sh', ['-c', 'while read -r _; do :; done; kill -INT "$0"', String(pid)], { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watcher.unref()
  watcher.once('error', () => undefined)
  if (watcher.stdin && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref()
  return watcher
}

async function stop(child: ChildProcess, exited: Promise<Ending>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return void await exited
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000)
  await exited
  clearTimeout(impatience)
}
