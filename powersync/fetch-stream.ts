/** The service says something every 20 seconds (± 10 %), if only how long the token lives: three times nothing is a dead connection. Milliseconds. */
const patience = 65_000

/** As `AbstractRemote.fetch` of @powersync/shared-internals is asked. */
interface Asked {
  resource: string | URL | Request
  request?: RequestInit
  expectStreamingResponse?: boolean
}

/** The words are those by which a lost connection is known (diagnostics-logger.ts). */
export class SilentStreamError extends Error {
  readonly code = 'silent_stream'

  constructor(milliseconds: number) {
    super(`network error: the sync stream said nothing for ${milliseconds / 1_000} s`)
  }
}

/**
 * Fetches for the SDK, and ends a sync stream that died without a word (a router forgot the connection, say): the SDK would read from it for ever
 * and say `connected`. It connects again after an error. Runs where the SDK syncs: in its worker, or in the page where it does without.
 *
 * @param silence how long a stream may say nothing, in milliseconds
 */
export async function fetchStream({ resource, request, expectStreamingResponse = false }: Asked, silence = patience): Promise<Response> {
  const response = await fetch(resource, request)
  if (!expectStreamingResponse || !response.ok || !response.body) return response
  const { status, statusText, headers } = response
  return new Response(neverSilent(response.body, silence), { status, statusText, headers })
}

/** The same bytes. Only who waits for some notices that none come: while rows are applied nobody reads. */
function neverSilent(body: ReadableStream<Uint8Array<ArrayBuffer>>, silence: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      let isSilent = false
      const timer = setTimeout(() => {
        isSilent = true
        const error = new SilentStreamError(silence)
        controller.error(error)
        // Closes the connection; what it says of that is of no interest any more.
        reader.cancel(error).catch(() => undefined)
      }, silence)
      try {
        const { done, value } = await reader.read()
        if (isSilent) return
        if (done) controller.close()
        else controller.enqueue(value)
      }
      finally {
        clearTimeout(timer)
      }
    },
    cancel: reason => reader.cancel(reason),
  }, { highWaterMark: 0 })
}
