/**
 * What the worker never touches, not even to pass it on:
 * - `/api/`: a person's data, and writes that must reach the server or fail;
 * - `/powersync`: the sync stream, which lives for minutes and must not be tied to a worker that the browser stops after seconds;
 * - `/dev/`, `/__`: pages and tools of the development server;
 * - the worker's own file: a browser that could not fetch it anew could never be mended.
 */
export function isNeverOurs(path: string): boolean {
  return /^\/(api|powersync[^/]*|dev)(\/|$)/.test(path) || path.startsWith('/__') || path === '/sw.js'
}
