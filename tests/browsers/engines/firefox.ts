import type { Page } from 'puppeteer-core'
import type { Engine, Tab } from '../engine.ts'
import puppeteer from 'puppeteer-core'
import { until } from '../../support/until.ts'
import { patience } from '../engine.ts'

/** The machine's Firefox, by WebDriver BiDi, which it speaks itself. */
export async function launchEngine(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? 'firefox-esr',
    defaultViewport: { width: 1280, height: 800 },
    // Nothing is asked of other hosts.
    extraPrefsFirefox: { 'app.update.auto': false, 'datareporting.policy.dataSubmissionEnabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false },
  })
  return {
    name: `Firefox ${(await browser.version()).split('/')[1]}`,
    newTab: async () => tabOf(await browser.newPage()),
    close: () => browser.close(),
  }
}

function tabOf(page: Page): Tab {
  page.setDefaultTimeout(patience)
  const element = (xpath: string) => until(async () => {
    for (const found of await page.$$(`::-p-xpath(${xpath})`)) if (await found.isVisible().catch(() => false)) return found
  }, { within: patience, what: xpath })
  /** From within the page, as a person goes on: without a server the protocol's own commands fail, although the service worker answers. */
  async function leave(how: string) {
    const last = await page.evaluate('performance.timeOrigin')
    await page.evaluate(`void ${how}`)
    await until(() => page.evaluate(`performance.timeOrigin !== ${String(last)}`).catch(() => false), { within: patience, what: how })
  }
  return {
    goto: async url => page.url().startsWith('http') ? leave(`location.assign(${JSON.stringify(url)})`) : void await page.goto(url),
    reload: () => leave('location.reload()'),
    see: async xpath => void await element(xpath),
    click: async xpath => (await element(xpath)).click(),
    async type(xpath, text) {
      const field = await element(xpath)
      await field.type(text.replace(/\n$/, ''))
      if (text.endsWith('\n')) await field.press('Enter')
    },
    evaluate: expression => page.evaluate(expression),
  }
}
