import type { Browser, CDPSession } from 'playwright-core'

/** Ends every shared worker of an origin, as a crash would. Returns how many there were. */
export function killSharedWorkers(browser: Browser, origin: string): Promise<number> {
  return onEach(browser, origin, async (session, targetId) => {
    await session.send('Target.closeTarget', { targetId })
  })
}

/** Puts every shared worker of an origin into a loop without an end. Returns how many there were. */
export function hangSharedWorkers(browser: Browser, origin: string): Promise<number> {
  return onEach(browser, origin, async (session, targetId) => {
    const { sessionId } = await session.send('Target.attachToTarget', { targetId })
    // No answer comes.
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'for (;;);' } }) })
  })
}

async function onEach(browser: Browser, origin: string, act: (session: CDPSession, targetId: string) => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'shared_worker' }] })
  const workers = targetInfos.filter(target => target.url.startsWith(origin))
  for (const { targetId } of workers) await act(session, targetId)
  await session.detach()
  return workers.length
}
