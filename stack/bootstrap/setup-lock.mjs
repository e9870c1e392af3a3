import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { takeLock } from './lock.mjs'
import { say } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Runs `work` while no other process of this checkout installs or builds. `work` looks again whether it is still needed.
 * @template T
 * @param {string} root the project's directory
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work) {
  const path = join(cacheDirectory(root), 'setup.lock')
  let lock = takeLock(path)
  if (!lock.taken) say(`Another Driftless process (${lock.holder.pid}) is installing or building here; waiting for it …`)
  while (!lock.taken) {
    await pause(200)
    lock = takeLock(path)
  }
  try {
    return await work()
  }
  finally {
    lock.release()
  }
}

/** @param {string} root */
function cacheDirectory(root) {
  const directory = join(root, '.cache')
  try {
    mkdirSync(directory, { recursive: true })
    return directory
  }
  catch (error) {
    throw new SetupError(`Cannot write to ${root} (${error instanceof Error ? error.message : error}). Start Driftless as the user who owns it, or clone it again.`)
  }
}
