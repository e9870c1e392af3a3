import type { ChildProcess } from 'node:child_process'
import type { PostgresUrls } from '../../stack/postgres/urls.ts'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { postgresUrls } from '../../stack/postgres/urls.ts'
import { rememberedPort } from '../../stack/remembered-ports.ts'
import { root } from '../../stack/root.ts'
import { readSecrets } from '../../stack/secrets.ts'

export interface StackOptions {
  /** Where to look for a free port first. Default: any free one. */
  readonly port?: number
  /** Default: a new one, removed by `stop`. */
  readonly dataDir?: string
  /** Set on top of this process' environment. */
  readonly env?: NodeJS.ProcessEnv
  /** `dev` serves the sources with Nuxt's development server, as `npm run dev`. Default: `start`, the build. */
  readonly task?: 'start' | 'dev'
  /** The project's directory. Default: this one. */
  readonly project?: string
}

/** A whole Driftless of its own, started as `npm start` starts it. */
export interface Stack extends PostgresUrls {
  /** As the ready line has it: `http://localhost:<port>`. */
  readonly url: string
  readonly dataDir: string
  /** The supervisor's process. */
  readonly pid: number
  /** All that it and its children printed so far. */
  output(): string
  /** Resolves to the supervisor's exit code. */
  readonly exited: Promise<number | null>
  /** Ends it in good order. */
  stop(): Promise<void>
  /** kill -9 of the supervisor alone; resolves when it is gone. */
  kill(): Promise<void>
}

/** What Vitest says about itself would make a development server think that it runs under a test: without DevTools, for one. */
const environments = { start: { NODE_ENV: 'production' }, dev: { NODE_ENV: 'development', TEST: '', VITEST: '' } }

/** Starts the built app with its own database and sync service; resolves at the ready line. Building is not its business: see `ensureBuild`. */
export async function startStack({ port = 0, dataDir, env = {}, task = 'start', project = root }: StackOptions = {}): Promise<Stack> {
  const directory = dataDir ?? mkdtempSync(join(tmpdir(), 'driftless-'))
  const child = spawn(process.execPath, [join(project, 'stack', 'run.mjs'), task], {
    cwd: project,
    env: { ...process.env, ...environments[task], PORT: String(port), DRIFTLESS_DATA_DIR: directory, DATABASE_URL: '', POWERSYNC_URL: '', ...env },
    // The channel tells it when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
  const lines: string[] = []
  const url = await readyUrl(child, lines)
  const database = rememberedPort(directory, 'postgres')
  return {
    url,
    dataDir: directory,
    pid: child.pid ?? 0,
    exited,
    output: () => lines.join('\n'),
    stop: async () => {
      child.kill('SIGTERM')
      await exited
      if (!dataDir) rmSync(directory, { recursive: true, force: true })
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    ...postgresUrls(database ?? 0, readSecrets(directory)),
  }
}

function readyUrl(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) {
      if (!output) continue
      createInterface({ input: output }).on('line', (line) => {
        lines.push(line)
        const ready = /^Driftless is ready at (\S+)$/.exec(line)
        if (ready?.[1]) resolve(ready[1])
      })
    }
    child.once('close', code => reject(new Error(`Driftless ended with code ${code} before it was ready:\n${lines.join('\n')}`)))
  })
}
