import type { BrowserContext, Page } from 'playwright-core'
import type { Person } from '../../../tests/support/person.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumOptions, openAgain } from '../../../tests/support/browser.ts'
import { exposeDatabase } from '../../../tests/support/page-database.ts'
import { installMeters } from './meters.ts'

/** What @powersync/web 2.4 keeps databases in. */
export const storages = ['IDBBatchAtomicVFS', 'OPFSCoopSyncVFS', 'AccessHandlePoolVFS', 'OPFSWriteAheadVFS'] as const
export type Storage = typeof storages[number]

/** A browser on a disk, as people have one: a private window keeps its storage in memory. */
export interface Browser {
  readonly context: BrowserContext
  open(path: string): Promise<Page>
  close(): Promise<void>
}

/** The person's browser, signed in and with nothing in it yet. */
export async function openBrowser(origin: string, person: Person, storage: Storage): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'driftless-profile-'))
  const context = await chromium.launchPersistentContext(profile, { ...chromiumOptions(), baseURL: origin, viewport: { width: 1280, height: 800 } })
  await context.addCookies(person.cookie.split('; ').map((cookie) => {
    const at = cookie.indexOf('=')
    return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: origin }
  }))
  await context.addInitScript(([file, kind]) => {
    if (localStorage.getItem('driftless:storage') === null) localStorage.setItem('driftless:storage', JSON.stringify({ [file]: kind }))
  }, [`driftless-${person.id}.db`, storage] as const)
  await context.addInitScript(exposeDatabase)
  await context.addInitScript(installMeters)
  return {
    context,
    open: async path => (await openAgain(context, path)).page,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
