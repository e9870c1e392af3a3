import type { Ending } from '../supervisor/keep-running.ts'
import type { Runner } from './runner.ts'
import type { ServerProcess } from './server-process.ts'
import type { PostgresUrls } from './urls.ts'
import { join } from 'node:path'
import { takeLock } from '../bootstrap/lock.mjs'
import { prepareDataDirectory } from '../data-directory.ts'
import { freePort } from '../ports.ts'
import { rememberPort, rememberedPort } from '../remembered-ports.ts'
import { readSecrets } from '../secrets.ts'
import { StackError } from '../stack-error.ts'
import { chooseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { clearOrphan } from './orphan.ts'
import { ensureRoles } from './roles.ts'
import { findRunner } from './runner.ts'
import { startServer } from './server-process.ts'
import { settings } from './settings.ts'
import { postgresUrls } from './urls.ts'

export interface PostgresOptions {
  /** Holds `postgres/` (the cluster) and `secrets.json`; made when missing. */
  readonly dataDir: string
  /** Where to look for a free port first; 0 for any. Default: the last one used, else 54320. */
  readonly port?: number
  /** Given each line that Postgres says, unless it only tells of starting and stopping. */
  readonly log?: (line: string) => void
  /** Stops the server when aborted. */
  readonly signal?: AbortSignal
  /** false: commits do not wait for the disk. For tests only. Default true. */
  readonly durable?: boolean
}

/** A running embedded Postgres with its roles and the empty or existing database `driftless`. */
export interface Postgres extends PostgresUrls {
  readonly port: number
  readonly pid: number
  /** Resolves when the process has ended, by `stop` or by itself. */
  readonly exited: Promise<Ending>
  stop(): Promise<void>
  /** Ends it as a power cut would; the next start repairs the data. */
  kill(): void
}

/**
 * Starts the embedded Postgres of a data directory, made at the first call (about half a second). What an earlier
 * start left behind after a kill is cleared up. A taken port is stepped over.
 * @throws {StackError} `data_in_use` when another process runs it; for the others see `explain.ts`, `account.ts`, `runner.ts`.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = prepareDataDirectory(options.dataDir)
  const lock = takeLock(join(dataDir, 'postgres.lock'))
  if (!lock.taken) throw new StackError('data_in_use', `The Postgres of ${dataDir} is run by process ${lock.holder.pid} already.`)
  try {
    const started = await start(dataDir, options)
    void started.exited.then(lock.release)
    return started
  }
  catch (error) {
    lock.release()
    throw error
  }
}

async function start(dataDir: string, { port, log = () => undefined, signal, durable = true }: PostgresOptions): Promise<Postgres> {
  const cluster = join(dataDir, 'postgres')
  const secrets = readSecrets(dataDir)
  const runner = findRunner(chooseAccount(cluster), findBinaries(), dataDir)
  await ensureCluster(cluster, runner, secrets.postgresPassword, durable)
  await clearOrphan(cluster)
  const { server, port: bound } = await startOnFreePort(runner, cluster, port ?? rememberedPort(dataDir, 'postgres') ?? 54_320, durable, log)
  const urls = postgresUrls(bound, secrets)
  try {
    await ensureRoles(urls.adminUrl, secrets)
  }
  catch (error) {
    await server.stop()
    throw error
  }
  rememberPort(dataDir, 'postgres', bound)
  const stop = () => server.stop()
  signal?.addEventListener('abort', () => void stop(), { once: true })
  if (signal?.aborted) await stop()
  return { port: bound, pid: server.pid, exited: server.exited, stop, kill: () => server.kill(), ...urls }
}

/** Between finding a free port and binding it another process can take it. */
async function startOnFreePort(
  runner: Runner, cluster: string, wanted: number, durable: boolean, log: (line: string) => void,
): Promise<{ server: ServerProcess, port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(wanted)
    try {
      return { server: await startServer(runner, cluster, settings(port, durable), log), port }
    }
    catch (error) {
      if (attempt === 10 || !(error instanceof StackError && error.code === 'port_taken')) throw error
    }
  }
}
