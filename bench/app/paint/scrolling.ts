import type { Add } from '../paint.ts'
import type { Browser } from './browser.ts'

/** A screen refreshes this often, in milliseconds. */
const frame = 1000 / 60

/** Three seconds of fast scrolling through the long list. */
export async function measureScrolling(browser: Browser, list: string, add: Add): Promise<void> {
  const page = await browser.open(list)
  await page.locator('[data-todo-row]').nth(10).waitFor()
  const session = await browser.context.newCDPSession(page)
  const measured = page.evaluate(async () => {
    const end = new Promise(resolve => window.addEventListener('scrolled', resolve, { once: true }))
    return await window.meters.frames(end)
  })
  await session.send('Input.synthesizeScrollGesture', { x: 640, y: 500, yDistance: -9_000, speed: 3_000, gestureSourceType: 'mouse' })
  await page.evaluate(() => window.dispatchEvent(new Event('scrolled')))
  const { lengths, blank } = await measured
  const dropped = lengths.reduce((sum, length) => sum + Math.max(0, Math.round(length / frame) - 1), 0)
  add('scrolling, dropped frames', '%', [100 * dropped / (dropped + lengths.length)])
  add('scrolling, frames without rows in the middle', '%', [100 * blank / lengths.length])
  add('scrolling, length of a frame', 'ms', lengths)
  await page.close()
}
