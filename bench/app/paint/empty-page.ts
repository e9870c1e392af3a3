import type { Page } from 'playwright-core'
import type { Browser } from './browser.ts'

/** Nothing but one checkbox and the few words of script that tick it: what no app can do faster. */
const onlyACheckbox = `<!doctype html><title>Empty</title>
  <button role="checkbox" aria-checked="false" style="width: 20px; height: 20px; margin: 200px; border: 1px solid; border-radius: 10px"
    onclick="const checked = ariaChecked !== 'true'; ariaChecked = String(checked); style.background = checked ? 'green' : 'white'"></button>`

/**
 * How long a tick takes in an empty page, by the same clock, mouse and browser. Nearly all of it is waiting: a screen shows
 * 60 pictures a second, so that what is clicked is seen with the next one, up to 16.7 ms later.
 */
export async function measureEmptyPage({ context }: Browser, times: number): Promise<number[]> {
  const page = await context.newPage()
  await page.setContent(onlyACheckbox)
  const taken: number[] = []
  for (let time = 0; time < times; time++) taken.push(await toggle(page, time % 2 === 0))
  await page.close()
  return taken
}

async function toggle(page: Page, wanted: boolean): Promise<number> {
  const box = page.getByRole('checkbox')
  await box.evaluate((element, checked) => window.meters.arm('click', () => element.ariaChecked === String(checked)), wanted)
  await box.hover()
  await page.mouse.down()
  await page.mouse.up()
  return await page.evaluate(() => window.meters.taken())
}
