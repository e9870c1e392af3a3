import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, LaunchOptions, Page } from 'playwright-core'

const places = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The machine's Chromium (`CHROMIUM_PATH`, or where systems put it), with nothing that reaches out to other hosts. */
export function chromiumOptions(): Pick<LaunchOptions, 'executablePath' | 'args'> {
  return {
    executablePath: process.env.CHROMIUM_PATH ?? places.find(place => existsSync(place)),
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      // A container's /dev/shm is often too small for a page.
      '--disable-dev-shm-usage',
    ],
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumOptions())
}

/** A page that remembers what a developer would see as trouble: errors in the console and exceptions. */
export interface WatchedPage {
  readonly page: Page
  /** Console errors, uncaught exceptions, crashes, hydration mismatches and refusals by the content security policy. */
  readonly troubles: string[]
}

/** Opens a page in the context, a tab unless told how. Failed requests are expected while `context` is offline and are not troubles. */
export async function openPage(context: BrowserContext, opening = () => context.newPage()): Promise<WatchedPage> {
  const page = await opening()
  const troubles: string[] = []
  page.on('pageerror', error => troubles.push(String(error)))
  page.on('crash', () => troubles.push('The page crashed: DEBUG=pw:browser shows what the browser says'))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() !== 'error' && !/hydration/i.test(text)) return
    if (/net::ERR_(INTERNET_DISCONNECTED|ABORTED|NETWORK_CHANGED)/.test(text)) return
    // Of a request that failed the text does not say which.
    const { url } = message.location()
    troubles.push(text.startsWith('Failed to load resource') ? `${text} ${url}` : text)
  })
  return { page, troubles }
}

/**
 * Opens an address in a new page right after the last page of its origin was closed. Now and then Chromium 156 ends such a page while it loads, with
 * V8's "Invoke in DisallowJavascriptExecutionScope" on the thread of a shared worker. Then it is opened once more, as a person would.
 */
export async function openAgain(context: BrowserContext, path: string, opening?: () => Promise<Page>): Promise<WatchedPage> {
  const opened = await openPage(context, opening)
  try {
    await opened.page.goto(path)
    return opened
  }
  catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Page crashed')) throw error
    const again = await openPage(context, opening)
    await again.page.goto(path)
    return again
  }
}
