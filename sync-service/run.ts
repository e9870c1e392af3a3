import { ConfigError } from './config/config-error.ts'
import { loadConfig } from './config/load-config.ts'
import { createLog } from './config/log.ts'
import { startService } from './service.ts'
import { SyncConfigError } from './streams/sync-config-error.ts'

/** Runs the service until SIGTERM or SIGINT; ends the process with 1 when it cannot be started as configured. */
export async function run(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const config = loadConfig(env)
    const log = createLog(config.log)
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
  catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof SyncConfigError)) throw error
    process.stderr.write(`${error.name} [${error.code}] ${error.message}\n`)
    process.exit(1)
  }
}
