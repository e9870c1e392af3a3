import type { CDPSession, Page } from 'playwright-core'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { smallPng } from './small-png.ts'

export const desk = { width: 1440, height: 900 }
export const tablet = { width: 768, height: 1024 }
export const phone = { width: 390, height: 844 }
type Size = typeof desk

/** Takes the page as it stands at each of the sizes, light and dark, and leaves it at a desk. */
export type Camera = (page: Page, name: string, sizes?: readonly Size[]) => Promise<void>

export function openCamera(folder: string): Camera {
  return async (page, name, sizes = [desk, tablet, phone]) => {
    await page.mouse.move(0, 0)
    for (const size of sizes) {
      await lookThrough(page, size)
      for (const scheme of ['light', 'dark'] as const) {
        await shine(page, scheme)
        await page.evaluate(() => document.fonts.ready)
        const picture = await page.screenshot({ animations: 'disabled' })
        await writeFile(join(folder, `${name}-${scheme}-${size.width}.png`), smallPng(picture))
      }
    }
    await shine(page, 'light')
    await lookThrough(page, desk)
  }
}

/** The page follows the system's scheme by a class of its own. */
async function shine(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForFunction(isDark => document.documentElement.classList.contains('dark') === isDark, colorScheme === 'dark')
}

/** A window of that size; on what is held in the hand a finger points, so that targets have their size for it. */
export async function lookThrough(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size)
  if (size === desk) {
    // Only without the session is there a mouse again that can hover. With it goes what else was pretended, a dead network too.
    await fingers.get(page)?.detach()
    fingers.delete(page)
    return
  }
  if (fingers.has(page)) return
  const devtools = await page.context().newCDPSession(page)
  fingers.set(page, devtools)
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 })
}

const fingers = new WeakMap<Page, CDPSession>()
