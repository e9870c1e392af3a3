import type { ChildProcess } from 'node:child_process'
import type { WebDriver } from 'selenium-webdriver'
import type { Engine, Tab } from '../engine.ts'
import { spawn } from 'node:child_process'
import { Builder, By, Key } from 'selenium-webdriver'
import { freePort } from '../../../stack/ports.ts'
import { until } from '../../support/until.ts'
import { patience } from '../engine.ts'

/** WebKitGTK's MiniBrowser, by its WebDriver, on a screen that exists in memory only. */
export async function launchEngine(): Promise<Engine> {
  const screen = await startScreen()
  const port = await freePort(0)
  const driver = spawn(process.env.WEBKIT_DRIVER_PATH ?? 'WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  })
  await until(() => fetch(`http://127.0.0.1:${port}/status`).then(answer => answer.ok, () => false), { what: 'WebKitWebDriver' })
  const session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities({
    'browserName': 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: process.env.WEBKIT_MINIBROWSER_PATH, args: ['--automation'] },
  }).build()
  const version = (await session.getCapabilities()).getBrowserVersion()
  let isFirst = true
  return {
    name: `WebKitGTK ${version}`,
    async newTab() {
      if (!isFirst) await session.switchTo().newWindow('tab')
      isFirst = false
      return tabOf(session, await session.getWindowHandle())
    },
    async close() {
      await session.quit()
      for (const process of [driver, screen.process]) process?.kill()
    },
  }
}

function tabOf(session: WebDriver, handle: string): Tab {
  const at = async () => session.switchTo().window(handle)
  const element = (xpath: string) => until(async () => {
    await at()
    for (const found of await session.findElements(By.xpath(xpath))) if (await found.isDisplayed().catch(() => false)) return found
  }, { within: patience, what: xpath })
  return {
    async goto(url) {
      await at()
      await session.get(url)
    },
    async reload() {
      await at()
      await session.navigate().refresh()
    },
    see: async xpath => void await element(xpath),
    click: async xpath => (await element(xpath)).click(),
    async type(xpath, text) {
      await (await element(xpath)).sendKeys(text.replace(/\n$/, Key.ENTER))
    },
    async evaluate(expression) {
      await at()
      return session.executeAsyncScript(`const done = arguments[0]; Promise.resolve(${expression}).then(done, error => done(String(error)))`)
    },
  }
}

/** A screen of this machine if it has one. */
async function startScreen(): Promise<{ display: string, process?: ChildProcess }> {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY }
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()))
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)))
  })
  return { display: `:${number}`, process: child }
}
