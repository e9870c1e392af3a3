import type { Log } from './config/log.ts'
import type { ServiceConfig } from './config/service-config.ts'
import { compact } from './compact.ts'
import { ConfigError } from './config/config-error.ts'
import { loadConfig } from './config/load-config.ts'
import { createLog } from './config/log.ts'
import { startService } from './service.ts'
import { DirectoryInUseError } from './storage/write-checkpoints.ts'
import { SyncConfigError } from './streams/sync-config-error.ts'

/** Runs the service until SIGTERM or SIGINT, or the command `compact`. Ends the process with 1 when what is asked for cannot be done as configured. */
export async function run(env: NodeJS.ProcessEnv, command: string | undefined): Promise<void> {
  let syncConfigPath: string | undefined
  try {
    const config = loadConfig(env)
    syncConfigPath = config.syncConfig.path
    const log = createLog(config.log)
    if (command === 'compact') await compact(config, log)
    else if (command === undefined || command === 'start') await serve(config, log)
    else throw new ConfigError(`"${command}" is not a command: write "compact", or nothing to start the service.`)
  }
  catch (error) {
    const known = error instanceof ConfigError || error instanceof SyncConfigError || error instanceof DirectoryInUseError
    const taken = error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    if (!known && !taken) throw error
    const message = error instanceof SyncConfigError && syncConfigPath !== undefined ? error.messageIn(syncConfigPath) : error.message
    process.stderr.write(`${error.name} [${String(error.code)}] ${message}\n`)
    process.exit(1)
  }
}

async function serve(config: ServiceConfig, log: Log): Promise<void> {
  const service = await startService(config, log)
  log.info(`Sync service is listening on http://${config.host}:${service.port}`)
  const stop = () => {
    service.stop().then(() => process.exit(0), (error: unknown) => {
      log.error(`The service did not stop cleanly: ${String(error)}`)
      process.exit(1)
    })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
