import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { sayWhile } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Installs exactly what the lock file in `folder` names; npm prints into `logFile`. On a Node that is too old npm would leave out
 * optional packages (the bundler's and the compiler's binaries) without a word, because their `engines` do not fit.
 * @param {string} node the Node that npm runs on
 * @param {string} folder
 * @param {string} what for the messages, such as `installing the packages`
 * @param {string} logFile
 * @throws {SetupError} saying what went wrong, with the last lines of the log
 */
export async function npmCi(node, folder, what, logFile) {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  const args = [
    'ci', '--prefix', folder, '--include=dev', '--include=optional', '--engine-strict=false',
    '--no-audit', '--no-fund', '--no-update-notifier', '--no-progress', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000',
  ]
  const code = await sayWhile(what, run(node, args, folder, log)).finally(() => closeSync(log))
  if (code !== 0) throw new SetupError(explainNpm(what, readFileSync(logFile, 'utf8'), logFile))
}

/** @param {string} node @param {string[]} args @param {string} cwd @param {number} log @returns {Promise<number>} */
function run(node, args, cwd, log) {
  const npm = process.env.npm_execpath
  // Without npm around us: its own first line asks for the Node that comes first in PATH.
  const [program, first] = npm?.endsWith('.js') ? [node, [npm]] : ['npm', []]
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], { cwd, stdio: ['ignore', log, log], env })
    child.once('error', error => reject(new SetupError(`npm cannot be run (${error.message}). It comes with Node.js: https://nodejs.org`)))
    child.once('close', code => resolve(code ?? 1))
  })
}

/** @param {string} what @param {string} output @param {string} logFile */
export function explainNpm(what, output, logFile) {
  const tail = output.split('\n').filter(line => /^npm (error|ERR!)/.test(line)).slice(0, 12).map(line => `  ${line}`).join('\n')
  return `Stopped while ${what}: ${reason(output)}\n${tail}\n  (all of it: ${logFile})`
}

/** @param {string} output */
function reason(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(output)) return 'the npm registry cannot be reached. The first start needs the internet (or an npm mirror, see "npm config get registry"); later ones do not. Check the connection and start again.'
  if (/ENOSPC/.test(output)) return 'the disk is full. The packages take about 1 GB. Make room and start again.'
  if (/EACCES|EPERM|EROFS/.test(output)) return 'a folder may not be written by this user. Start Driftless as the user who owns its folder.'
  if (/EINTEGRITY/.test(output)) return 'a package arrived damaged. Run "npm cache clean --force" and start again.'
  return 'npm failed.'
}
