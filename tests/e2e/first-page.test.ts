import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { bundleBudget, measuredPages } from '../../bench/bundle/budget.ts'
import { measureFirstPage } from '../../bench/bundle/first-page.ts'
import { launchChromium } from '../support/browser.ts'

describe('the first page', () => {
  let browser: Browser

  beforeAll(async () => { browser = await launchChromium() })
  afterAll(() => browser?.close())

  it.each(measuredPages)('%s stays small: see `npm run bench:bundle` for what is in it', async (path) => {
    const { mainThread, wasm, foreign, inspector } = await measureFirstPage(browser, inject('origin'), path)
    expect(mainThread.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bundleBudget.mainThread[path])
    expect(wasm.length).toBeLessThanOrEqual(bundleBudget.wasmFiles)
    expect(foreign).toEqual([])
    expect(inspector).toEqual([])
  })
})
