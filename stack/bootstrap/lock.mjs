import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processIdentity } from './process-identity.mjs'

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} identity
 * @property {string} [url] where the holder can be reached
 * @property {boolean} [stopping] the holder is about to let go
 */

/**
 * Takes the lock file at `path` for this process. A lock whose process is gone, killed or not, counts as free.
 * @param {string} path
 * @returns {{ taken: true, publish: (note: { url?: string, stopping?: boolean }) => void, release: () => void } | { taken: false, holder: Holder }}
 */
export function takeLock(path) {
  const mine = { pid: process.pid, identity: processIdentity(process.pid) ?? '' }
  for (;;) {
    if (create(path, JSON.stringify(mine))) {
      return {
        taken: true,
        publish: note => replace(path, JSON.stringify({ ...mine, ...note })),
        release: () => rmSync(path, { force: true }),
      }
    }
    const found = read(path)
    const holder = found === undefined ? undefined : parse(found)
    if (holder && processIdentity(holder.pid) === holder.identity) return { taken: false, holder }
    if (found !== undefined) removeIfStill(path, found)
  }
}

/** Writes beside and links: the file appears whole or not at all. @param {string} path @param {string} text */
function create(path, text) {
  const draft = draftOf(path, text)
  try {
    linkSync(draft, path)
    return true
  }
  catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // File systems without hard links (some shared folders of virtual machines).
    return createDirectly(path, text)
  }
  finally {
    rmSync(draft, { force: true })
  }
}

/** @param {string} path @param {string} text */
function createDirectly(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    return true
  }
  catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Two processes can find the same stale lock: the one that moves away the other's fresh lock puts it back. @param {string} path @param {string} stale */
function removeIfStill(path, stale) {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    renameSync(path, aside)
  }
  catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved !== undefined && moved !== stale) create(path, moved)
  rmSync(aside, { force: true })
}

/** @param {string} path @param {string} text */
function replace(path, text) {
  renameSync(draftOf(path, text), path)
}

/** @param {string} path @param {string} text */
function draftOf(path, text) {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
  return draft
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  }
  catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** @param {string} text @returns {Holder | undefined} */
function parse(text) {
  try {
    const holder = JSON.parse(text)
    return Number.isSafeInteger(holder?.pid) && typeof holder.identity === 'string' ? holder : undefined
  }
  catch {
    return undefined
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
