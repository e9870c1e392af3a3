import type { Log } from '../config/log.ts'
import type { Deployments } from './deployments.ts'
import { unwatchFile, watchFile } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SyncConfigError } from '../streams/sync-config-error.ts'

const EVERY_MS = 1000

/** Deploys the sync config whenever its file changes, until the signal is aborted. A broken one changes nothing but the log. */
export function watchSyncConfig(path: string, deployments: Deployments, log: Log, signal: AbortSignal): void {
  const deploy = async () => {
    try {
      deployments.deploy(await readFile(path, 'utf8'))
    }
    catch (error) {
      const message = error instanceof SyncConfigError ? error.messageIn(path) : `${path}: ${error instanceof Error ? error.message : String(error)}`
      log.error(`The changed sync config is not taken over, the one before it stays: ${message}`, { code: 'PSYNC_R0001' })
    }
  }
  const onChange = () => void deploy()
  watchFile(path, { interval: EVERY_MS, persistent: false }, onChange)
  signal.addEventListener('abort', () => unwatchFile(path, onChange), { once: true })
}
