import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isFitNode, runtimePackage, wantedNode } from './node-version.mjs'
import { npmCi } from './npm.mjs'
import { say, secondsSince } from './say.mjs'
import { SetupError } from './setup-error.mjs'
import { withSetupLock } from './setup-lock.mjs'

/**
 * The path of a Node that can run Driftless: the running one, or one that npm fetches as a package into
 * stack/runtime/node_modules.
 * @param {string} root the project's directory
 * @returns {Promise<string>}
 */
export async function findFitNode(root) {
  if (process.platform === 'win32') throw new SetupError('Driftless runs on Linux and macOS. On Windows run it in WSL: https://learn.microsoft.com/windows/wsl')
  if (isFitNode(process.version)) return process.execPath
  const name = runtimePackage(process.platform, process.arch)
  const ask = `Driftless needs Node.js ${wantedNode}; this is ${process.version}.`
  if (!name) throw new SetupError(`${ask} There is no ready-made one for ${process.platform} on ${process.arch}: install it from https://nodejs.org and start again.`)
  const folder = join(root, 'stack', 'runtime')
  const node = join(folder, 'node_modules', name, 'bin', 'node')
  if (runs(node)) return node
  await withSetupLock(root, async () => {
    if (runs(node)) return
    const start = Date.now()
    say(`${ask} Fetching one for this project alone (190 MB, about 10 seconds on a fast line) …`)
    await npmCi(process.execPath, folder, 'fetching Node.js', join(root, '.cache', 'fetch-node.log'))
    if (!runs(node)) throw new SetupError(explainUnfit(node, ask))
    say(`Fetched Node.js in ${secondsSince(start)}.`)
  })
  return node
}

/** @param {string} node */
function runs(node) {
  return existsSync(node) && isFitNode(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')
}

/** @param {string} node @param {string} ask */
function explainUnfit(node, ask) {
  if (!existsSync(node)) return `${ask} npm could not fetch one. The first start needs the internet, or an npm mirror (see "npm config get registry"); later ones do not. Check the connection and start again, or install Node.js from https://nodejs.org.`
  const words = spawnSync(node, ['--version'], { encoding: 'utf8' }).stderr ?? ''
  return `${ask} The one that npm fetched does not run on this system. Install it from https://nodejs.org and start again.\n${words}`
}
