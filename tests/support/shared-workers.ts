import type { Browser, Page } from 'playwright-core'

/** Ends every shared worker of an origin, as a crash would. Returns how many there were. */
export async function killSharedWorkers(browser: Browser, origin: string): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'shared_worker' }] })
  const workers = targetInfos.filter(target => target.url.startsWith(origin))
  for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId })
  await session.detach()
  return workers.length
}

/** Gives the worker that holds the page's database a question that it never comes to an end with. Needs `exposeDatabase` in the page. */
export async function hangDatabaseWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    // No answer comes.
    void window.localDatabase().getAll('WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers')
  })
}
