import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './bootstrap/say.mjs'
import { runQuietly } from './program.ts'
import { packageProgram, root } from './root.ts'
import { StackError } from './stack-error.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macApps = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const downloads = join(root, '.cache', 'browsers')

/**
 * The path of a Chromium: `CHROMIUM_PATH`, an installed one, else one that is installed now, by the system's packages as
 * root on Debian and Ubuntu, by Playwright's download elsewhere.
 * @throws {StackError} `no_chromium`
 */
export async function ensureChromium(signal: AbortSignal): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (works(given)) return given
    throw new StackError('no_chromium', `CHROMIUM_PATH is "${given}", but no Chromium runs there.`)
  }
  const found = find()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await attempt(() => installWithApt(signal))
  if (!find()) await attempt(() => download(signal))
  const installed = find()
  if (installed) return installed
  throw new StackError('no_chromium', 'The end-to-end tests need Chromium, and it could not be installed. Install Chromium or Google Chrome by the system\'s means, or give the path of one in CHROMIUM_PATH. (Logs: .cache/)')
}

function find(): string | undefined {
  const installed = (process.env.PATH ?? '').split(delimiter).flatMap(directory => names.map(name => join(directory, name)))
  return [...installed, ...macApps, ...downloaded()].find(path => existsSync(path) && works(path))
}

/** Some systems have a `chromium-browser` that only says how to get the real one. */
function works(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function downloaded(): string[] {
  if (!existsSync(downloads)) return []
  return readdirSync(downloads, { recursive: true, encoding: 'utf8' })
    .filter(path => /(^|[\\/])(chrome-headless-shell|headless_shell)$/.test(path))
    .map(path => join(downloads, path))
}

async function installWithApt(signal: AbortSignal): Promise<void> {
  say('Installing Chromium with apt-get for the end-to-end tests (about a minute) …')
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runQuietly('updating the package lists', 'apt-get', ['update'], { signal, environment })
  await runQuietly('installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], { signal, environment })
}

async function download(signal: AbortSignal): Promise<void> {
  say('Downloading Chromium for the end-to-end tests (about 100 MB) …')
  const environment = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: downloads }
  await runQuietly('downloading Chromium', packageProgram('playwright-core'), ['install', 'chromium-headless-shell'], { signal, environment })
}

/** One way that fails leaves the next; the reason is told. */
async function attempt(way: () => Promise<void>): Promise<void> {
  try {
    await way()
  }
  catch (error) {
    if (!(error instanceof StackError)) throw error
    say(error.message)
  }
}
