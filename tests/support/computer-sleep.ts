import type { Browser } from 'playwright-core'

/**
 * Stops every page and worker of the browser in the middle of whatever it does, as a computer that is shut. (A page that DevTools calls frozen goes
 * on in a browser without a window.)
 *
 * @returns lets them run again
 */
export async function putToSleep(browser: Browser): Promise<() => void> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  for (const id of renderers) process.kill(id, 'SIGSTOP')
  return () => {
    for (const id of renderers) process.kill(id, 'SIGCONT')
  }
}
