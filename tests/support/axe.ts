import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds wrong with the page as it stands when all that moves once has come to rest: the rule, and the elements that break it. */
export async function violations(page: Page): Promise<{ id: string, nodes: string[] }[]> {
  await page.evaluate(await readFile(source, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string, nodes: { html: string }[] }[] }> } }
    // What was changed just now has begun to move by then.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const once = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(once.map(animation => animation.finished))
    return (await axe.run()).violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => node.html.slice(0, 200)) }))
  })
}
