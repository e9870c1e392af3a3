import { accessSync, chmodSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { StackError } from './stack-error.ts'

/**
 * Makes the data directory where it is missing and returns its real path. It is closed to other accounts, except that
 * root lets them pass through it: Postgres runs as one of them.
 * @throws {StackError} `data_directory` when it cannot be made or written.
 */
export function prepareDataDirectory(dataDir: string): string {
  const path = resolve(dataDir)
  const isRoot = process.getuid?.() === 0
  try {
    mkdirSync(path, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  }
  catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StackError('data_directory', `Driftless keeps its data in ${path}, but cannot write there (${reason}). Give another directory in DRIFTLESS_DATA_DIR.`, { cause })
  }
  const { uid, mode } = statSync(path)
  if (isRoot && uid === 0 && (mode & 0o001) === 0) chmodSync(path, (mode & 0o777) | 0o011)
  return realpathSync(path)
}
