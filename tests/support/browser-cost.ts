import type { Browser } from 'playwright-core'
import { readFileSync } from 'node:fs'

export interface BrowserCost {
  /** What its pages and workers hold in memory, in MB. Null where the system does not tell. */
  readonly megabytes: number | null
  /** What all of its processes have worked so far, in seconds. */
  readonly seconds: number
}

/** What a browser costs its computer now. */
export async function costOf(browser: Browser): Promise<BrowserCost> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMegabytes(id))
  return {
    megabytes: sizes.includes(null) ? null : Math.round(sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)),
    seconds: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  }
}

/** Without what it shares with others. */
function privateMegabytes(pid: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) / 1_024
  }
  catch {
    // Ended meanwhile.
    return 0
  }
}
