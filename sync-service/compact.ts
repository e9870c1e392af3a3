import type { Log } from './config/log.ts'
import type { ServiceConfig } from './config/service-config.ts'
import { ConfigError } from './config/config-error.ts'
import { BucketStore } from './storage/bucket-store.ts'
import { Compactor } from './storage/compactor.ts'
import { Manifest } from './storage/manifest.ts'
import { DirectoryInUseError, WriteCheckpoints } from './storage/write-checkpoints.ts'

/**
 * Compacts all buckets and forgets old write checkpoints: by itself when no service runs on the data, else by asking the running one.
 * Throws ConfigError when that cannot be asked.
 */
export async function compact(config: ServiceConfig, log: Log): Promise<void> {
  const manifest = new Manifest(config.dataDirectory)
  try {
    const writeCheckpoints = new WriteCheckpoints(manifest.writeCheckpointFile)
    writeCheckpoints.expire()
    const { active } = manifest.content
    if (active) await compactFile(manifest.bucketFile(active))
    writeCheckpoints.close()
  }
  catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error
    await askService(config)
  }
  log.info('The buckets are compacted.')
}

async function compactFile(path: string): Promise<void> {
  const store = new BucketStore(path)
  await new Compactor(store).run()
  store.database.writer.exec('VACUUM')
  store.close()
}

async function askService(config: ServiceConfig): Promise<void> {
  const [token] = config.adminTokens
  if (token === undefined) throw new ConfigError('The service is running, and without "api.tokens" it cannot be asked to compact. It does so by itself in the background.')
  const response = await fetch(`http://${config.host}:${config.port}/api/admin/v1/compact`, { method: 'POST', headers: { authorization: `Token ${token}` } })
  if (!response.ok) throw new ConfigError(`The running service answers ${response.status} to the request to compact.`)
}
