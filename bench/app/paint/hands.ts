import type { CDPSession, Page } from 'playwright-core'
import type { Add, PaintOptions } from '../paint.ts'
import type { Browser } from './browser.ts'
import { median } from '../results.ts'
import { measureEmptyPage } from './empty-page.ts'
import { longList, shortList } from './seed.ts'

/** What hands do: type, tick, go to another list. */
export async function measureHands(browser: Browser, list: string, { times }: PaintOptions, add: Add): Promise<void> {
  const empty = await measureEmptyPage(browser, times * 2)
  add('toggle → paint, an empty page', 'ms', empty)
  const page = await browser.open(list)
  await page.locator('[data-todo-row]').first().waitFor()
  add('keystroke → paint', 'ms', await keystrokes(page, times * 4))
  const session = await browser.context.newCDPSession(page)
  const { painted, worked } = await toggles(page, session, times * 4)
  add('toggle → paint', 'ms', painted)
  add('toggle → paint, longer than an empty page', 'ms', painted.map(time => time - median(empty)))
  add('toggle → paint, at the pace of a hand', 'ms', (await toggles(page, session, times * 4, 400)).painted)
  add('toggle → paint, processor time of scripts, styles and layout', 'ms', worked)
  const switches = await listSwitches(page, times)
  add('list switch → thirty todos', 'ms', switches.short)
  add('list switch → the long list', 'ms', switches.long)
  await page.close()
}

async function keystrokes(page: Page, times: number): Promise<number[]> {
  const field = page.getByRole('textbox', { name: 'Add a todo' })
  await field.click()
  const taken: number[] = []
  for (const letter of 'pay the rent of the boat house and call the plumber'.repeat(4).slice(0, times)) {
    const length = (await field.inputValue()).length + 1
    await field.evaluate((input, wanted) => window.meters.arm('keydown', () => (input as HTMLInputElement).value.length === wanted), length)
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    taken.push(await page.evaluate(() => window.meters.taken()))
  }
  await field.fill('')
  await field.blur()
  return taken
}

/**
 * Each tick comes as soon as the row of the last one is gone, in the midst of what that one still has to do, or at the pace of a hand: `pause`
 * milliseconds, of which half is the way to the row and half the rest on it before the finger comes down.
 * `worked` is what the page's own thread was busy, but for painting: on a machine with other things to do it says more than the time on the clock.
 */
async function toggles(page: Page, session: CDPSession, times: number, pause = 0): Promise<{ painted: number[], worked: number[] }> {
  const boxes = page.getByRole('list', { name: 'Open todos' }).getByRole('checkbox', { checked: false })
  const taken = { painted: [] as number[], worked: [] as number[] }
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  for (let time = 0; time < times; time++) {
    await page.waitForTimeout(pause / 2)
    const box = await boxes.nth(2).elementHandle()
    if (!box) throw new Error('There is no todo to tick')
    const title = await box.getAttribute('aria-label') ?? ''
    await box.evaluate(element => window.meters.arm('click', () => element.getAttribute('aria-checked') === 'true' || !element.isConnected))
    // Neither to come to the row with the mouse nor to look whether it can be clicked is a part of it.
    await box.hover()
    await page.waitForTimeout(pause / 2)
    const before = await busy(session)
    await page.mouse.down()
    await page.mouse.up()
    taken.painted.push(await page.evaluate(() => window.meters.taken()))
    taken.worked.push(await busy(session) - before)
    await page.getByRole('list', { name: 'Open todos' }).getByRole('checkbox', { name: title, exact: true }).waitFor({ state: 'detached' })
  }
  return taken
}

/** Milliseconds that the page's thread was busy since it began, without what it does for those who measure it. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const parts = metrics.filter(({ name }) => ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].includes(name))
  return 1000 * parts.reduce((sum, { value }) => sum + value, 0)
}

async function listSwitches(page: Page, times: number): Promise<{ short: number[], long: number[] }> {
  const taken = { short: [] as number[], long: [] as number[] }
  for (let time = 0; time < times; time++) {
    taken.short.push(await switchTo(page, shortList))
    taken.long.push(await switchTo(page, longList))
  }
  return taken
}

async function switchTo(page: Page, { name, word }: { name: string, word: string }): Promise<number> {
  const link = page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: new RegExp(`^${name}`) })
  await page.evaluate(first => window.meters.arm('click', () => document.querySelector('[data-todo-row]')?.textContent?.includes(`${first} `) === true), word)
  await link.click()
  return await page.evaluate(() => window.meters.taken())
}
