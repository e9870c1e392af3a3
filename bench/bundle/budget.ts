/** What the first page may weigh, in bytes as they travel (brotli). `tests/e2e/first-page.test.ts` holds the build to it. */
export const bundleBudget = {
  /** JavaScript of the page itself: what the browser must read before anything can be pressed. */
  mainThread: 160_000,
  /** One of SQLite's builds. */
  wasmFiles: 1,
} as const
