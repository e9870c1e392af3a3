/**
 * Takes the pictures of docs/screenshots: every screen and state at three widths, light and dark. `npm run screenshots [-- FOLDER [SCENE…]]`
 * A scene that fails is told at the end; the others are taken all the same.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchChromium } from '../support/browser.ts'
import { startStack } from '../support/stack.ts'
import { openCamera } from './screenshots/camera.ts'
import * as accounts from './screenshots/accounts.ts'
import * as adding from './screenshots/adding.ts'
import * as languages from './screenshots/languages.ts'
import * as lists from './screenshots/lists.ts'
import * as places from './screenshots/places.ts'
import * as settings from './screenshots/settings.ts'
import * as sync from './screenshots/sync.ts'
import * as trouble from './screenshots/trouble.ts'
import { openWorld } from './screenshots/world.ts'

const [folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots'), ...wanted] = process.argv.slice(2)
/** Room by room: the later ones change what the earlier ones show. */
const scenes = Object.entries({ ...accounts, ...lists, ...adding, ...settings, ...languages, ...places, ...sync, ...trouble })
const failures: string[] = []

await mkdir(folder, { recursive: true })
const stack = await startStack()
const browser = await launchChromium()
try {
  const world = await openWorld(browser, stack, openCamera(folder))
  for (const [name, take] of scenes) {
    if (wanted.length && !wanted.includes(name)) continue
    try {
      await take(world)
      console.log(name)
    }
    catch (error) {
      failures.push(`${name}: ${String(error)}`)
    }
  }
}
finally {
  await browser.close()
  await stack.stop()
}
for (const failure of failures) console.error(failure)
process.exitCode = failures.length ? 1 : 0
