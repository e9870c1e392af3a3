/** What a database file can lie in: the names of @powersync/web, without what hangs on them, for the service worker. */
export const storageKinds = ['IDBBatchAtomicVFS', 'OPFSCoopSyncVFS', 'AccessHandlePoolVFS', 'OPFSWriteAheadVFS'] as const

export type StorageKind = typeof storageKinds[number]

export interface BrowserTraits {
  readonly userAgent: string
  /** `'safari' in window`, where there is a window. */
  readonly isDesktopSafari: boolean
  /** The origin private file system; private windows of Firefox and Safari have none. */
  readonly hasOpfs: boolean
}

/** Where a new database file is kept in this browser. The reasons and what was measured: docs/decisions.md. */
export function chooseVfs(browser: BrowserTraits): StorageKind {
  return isSafari(browser) && browser.hasOpfs ? 'OPFSCoopSyncVFS' : 'IDBBatchAtomicVFS'
}

/** Safari, and every browser on iOS, which is Safari inside. */
export function isSafari({ userAgent, isDesktopSafari }: Pick<BrowserTraits, 'userAgent' | 'isDesktopSafari'>): boolean {
  return isDesktopSafari || /iPhone|iPod|iPad/i.test(userAgent)
}
