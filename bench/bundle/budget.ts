/** What the first pages may weigh, in bytes as they travel (brotli). `tests/e2e/first-page.test.ts` holds the build to it. */
export const bundleBudget = {
  /**
   * JavaScript of the page itself, by its path: what the browser must read before the page can be used, for the app's pages until the
   * database is open. The front page is what a stranger waits for; `/app` is a guest's first page, for which 160 kB were the aim, and the Inbox
   * is a list with all that is in one. The numbers are what was reached and a little more, so that it is noticed when it grows.
   */
  mainThread: { '/': 107_000, '/app': 147_000, '/app/inbox': 187_000 },
  /** One of SQLite's builds, where the database is opened. */
  wasmFiles: 1,
} as const

/** The pages that are measured. */
export const measuredPages = ['/', '/app', '/app/inbox'] as const satisfies readonly (keyof typeof bundleBudget.mainThread)[]
