/// <reference lib="webworker" />
import type { Build } from './files'
import { keptShell } from './files'

/** How long the server may take to begin its answer before the page opens from this device, in milliseconds. */
const patience = 1_500

/** A page that is gone to: an address typed, a link, a reload. Addresses with a file's ending are files, opened to be looked at. */
export function isPage(request: Request): boolean {
  return request.mode === 'navigate' && !/\.[a-z\d]+$/i.test(new URL(request.url).pathname)
}

/**
 * The server's page where the server answers in time: it is rendered for this very address and paints at once. Without a network,
 * without a server, behind a proxy that only says "502", or where the answer takes long, the shell: the same app, rendered here.
 * No page of the server is ever kept: it might be one person's, and the shell does for all of them.
 */
export async function answerPage(build: Build, request: Request): Promise<Response> {
  // No navigation preload: without a server Firefox shows its own error page then, whatever is answered here.
  const fromServer = fetch(request)
  const inTime = await Promise.race([fromServer.catch(() => undefined), new Promise<undefined>(resolve => setTimeout(resolve, patience))])
  // A refusal (404, 401) is an answer; a server that fails is none.
  if (inTime && inTime.status < 500) return inTime
  return await keptShell(build) ?? await fromServer
}
