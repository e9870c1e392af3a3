import type { CommonPowerSyncDatabase } from '@powersync/common'

declare global {
  interface Window {
    /** The local database that the page shows. */
    localDatabase(): CommonPowerSyncDatabase
  }
}

/** For `addInitScript`: lets a test or a benchmark reach the database of the page, by the app's own Vue. Stands alone: it is sent to the page as text. */
export function exposeDatabase(): void {
  window.localDatabase = () => {
    const root = document.querySelector('#__nuxt') as (Element & { __vue_app__?: { _context: { provides: object } } }) | null
    const provides: Record<symbol, unknown> = { ...root?.__vue_app__?._context.provides }
    for (const key of Object.getOwnPropertySymbols(provides)) {
      const { value } = (provides[key] ?? {}) as { value?: { currentStatus?: unknown } }
      if (value?.currentStatus) return value as CommonPowerSyncDatabase
    }
    throw new Error('The page shows no database')
  }
}

/** For `evaluate`, with `exposeDatabase` in the page: nothing that this page writes comes to SQLite any more, until it is gone. */
export async function holdWrites(): Promise<void> {
  await new Promise<void>((held) => {
    void window.localDatabase().writeLock(() => {
      held()
      return new Promise(() => undefined)
    })
  })
}
