import type { Client } from './client.ts'

/** How long it may take until every tab is in step once nothing goes wrong any more, in milliseconds. Back-off after crashes is part of it. */
const patience = 120_000

/** Puts everybody online and waits until every tab has sent everything and got it confirmed. @throws StuckError */
export async function settle(clients: readonly Client[]): Promise<void> {
  for (const client of clients) {
    await client.setWeather('up')
    if (client.tabs.length === 0) await client.openTab()
  }
  const end = Date.now() + patience
  for (;;) {
    const stuck = await stuckTabs(clients)
    if (stuck.length === 0) return
    if (Date.now() > end) throw new StuckError(stuck)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

export class StuckError extends Error {
  override readonly name = 'StuckError'
  readonly code = 'stuck'

  constructor(stuck: readonly string[]) {
    super(`Not in step after ${patience / 1000} s:\n${stuck.join('\n')}`)
  }
}

async function stuckTabs(clients: readonly Client[]): Promise<string[]> {
  const stuck: string[] = []
  for (const client of clients) {
    for (const [at, page] of client.tabs.entries()) {
      const silence = new Promise<string>(resolve => setTimeout(() => resolve('does not answer'), 5_000))
      const why = await Promise.race([client.unsettled(page).catch((error: unknown) => String(error)), silence])
      if (why !== '') stuck.push(`${client.name}, tab ${at + 1}: ${why}`)
      // A page that could not be loaded while the server was away: people press the browser's reload.
      if (why === 'shows no app') await client.load(page)
    }
  }
  return stuck
}
