import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from './bootstrap/say.mjs'
import { runQuietly } from './program.ts'
import { StackError } from './stack-error.ts'

/** A browser engine besides Chromium, as far as the tests can drive it here. */
export interface FoundEngine {
  readonly name: 'firefox' | 'webkit'
  /** Where its parts are, for tests/browsers/engines. */
  readonly environment: NodeJS.ProcessEnv
}

interface Wanted {
  readonly name: FoundEngine['name']
  readonly title: string
  readonly packages: readonly string[]
  /** Its parts, or what is missing, in words. */
  find(): NodeJS.ProcessEnv | string
}

const wanted: readonly Wanted[] = [
  { name: 'firefox', title: 'Firefox', packages: ['firefox-esr'], find: findFirefox },
  { name: 'webkit', title: 'WebKit', packages: ['webkit2gtk-driver', 'xvfb'], find: findWebKit },
]

/** The engines of this machine. One that is missing is installed on Debian and Ubuntu as root; one that cannot be had is told in words. */
export async function findEngines(signal: AbortSignal): Promise<FoundEngine[]> {
  const found: FoundEngine[] = []
  for (const { name, title, packages, find } of wanted) {
    let parts = find()
    if (typeof parts === 'string' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      await install(title, packages, signal)
      parts = find()
    }
    if (typeof parts === 'string') say(`${title} is left out: ${parts}. On Debian and Ubuntu: apt-get install ${packages.join(' ')}`)
    else found.push({ name, environment: parts })
  }
  return found
}

function findFirefox(): NodeJS.ProcessEnv | string {
  const path = process.env.FIREFOX_PATH ?? onPath('firefox-esr') ?? onPath('firefox') ?? ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(app => existsSync(app))
  if (!path) return 'no firefox is on the PATH, and FIREFOX_PATH names none'
  const answers = spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
  return answers ? { FIREFOX_PATH: path } : `${path} does not run`
}

/** WebKitGTK: the WebDriver, the browser that it drives, and a screen to show it on. */
function findWebKit(): NodeJS.ProcessEnv | string {
  const driver = process.env.WEBKIT_DRIVER_PATH ?? onPath('WebKitWebDriver')
  if (!driver) return 'no WebKitWebDriver is on the PATH, and WEBKIT_DRIVER_PATH names none'
  const browser = process.env.WEBKIT_MINIBROWSER_PATH ?? miniBrowsers().find(path => existsSync(path))
  if (!browser) return 'WebKitGTK’s MiniBrowser is not installed, and WEBKIT_MINIBROWSER_PATH names none'
  if (!process.env.DISPLAY && !onPath('Xvfb')) return 'there is no screen to show it on: neither DISPLAY nor Xvfb'
  return { WEBKIT_DRIVER_PATH: driver, WEBKIT_MINIBROWSER_PATH: browser }
}

/** Debian keeps it in a folder with the machine's name. */
function miniBrowsers(): string[] {
  if (!existsSync('/usr/lib')) return []
  return readdirSync('/usr/lib').flatMap(folder => ['4.1', '6.0'].map(version => join('/usr/lib', folder, `webkit2gtk-${version}`, 'MiniBrowser')))
}

function onPath(program: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map(directory => join(directory, program)).find(path => existsSync(path))
}

async function install(title: string, packages: readonly string[], signal: AbortSignal): Promise<void> {
  say(`Installing ${title} with apt-get for the tests in every engine …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await runQuietly('updating the package lists', 'apt-get', ['update'], { signal, environment })
    await runQuietly(`installing ${title}`, 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], { signal, environment })
  }
  catch (error) {
    if (!(error instanceof StackError)) throw error
    say(error.message)
  }
}
