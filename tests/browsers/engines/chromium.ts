import type { Page } from 'playwright-core'
import type { Engine, Tab } from '../engine.ts'
import { launchChromium } from '../../support/browser.ts'
import { patience } from '../engine.ts'

/** The machine's Chromium, by Playwright. */
export async function launchEngine(): Promise<Engine> {
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  context.setDefaultTimeout(patience)
  return {
    name: `Chromium ${browser.version()}`,
    newTab: async () => tabOf(await context.newPage()),
    close: () => browser.close(),
  }
}

function tabOf(page: Page): Tab {
  const element = (xpath: string) => page.locator(`xpath=${xpath}`).filter({ visible: true }).first()
  return {
    goto: async url => void await page.goto(url),
    reload: async () => void await page.reload(),
    see: xpath => element(xpath).waitFor(),
    click: xpath => element(xpath).click(),
    type: (xpath, text) => element(xpath).pressSequentially(text),
    evaluate: expression => page.evaluate(expression),
  }
}
