/** What the first pages may weigh, in bytes as they travel (brotli). `tests/e2e/first-page.test.ts` holds the build to it. */
export const bundleBudget = {
  /**
   * JavaScript of the page itself, by its path: what the browser must read before anything can be pressed. The front page is what a
   * stranger waits for. The app itself brings the database and its queries; its number is today's, so that it is noticed when it grows.
   */
  mainThread: { '/': 160_000, '/app': 285_000 },
  /** One of SQLite's builds, where the database is opened. */
  wasmFiles: 1,
} as const
