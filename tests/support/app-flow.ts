import type { Browser } from 'playwright-core'
import type { AppUser } from './app-user.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { anotherDevice, enter } from './app-sharing.ts'
import { newUser } from './app-user.ts'
import { launchChromium } from './browser.ts'

/** What a flow is played with: a browser for the people in it, and Postgres to see what came of it. To be called in a `describe`, with whose end both end. */
export function startFlow() {
  const origin = inject('origin')
  const sql = postgres(inject('databaseUrl'), { max: 1 })
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await sql.end()
  })

  return {
    sql,
    /** Somebody who has no account yet. */
    stranger: (name: string) => newUser(browser, origin, name),
    /** Somebody who has just signed up. */
    person: async (name: string) => enter(await newUser(browser, origin, name)),
    /** A second browser of a person. */
    device: (person: AppUser) => anotherDevice(browser, origin, person),
  }
}
