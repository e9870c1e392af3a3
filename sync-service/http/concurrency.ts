import type { Handler } from './exchange.ts'

/** Lets so many requests run, and so many wait; more are answered 429 with an empty body, as the reference service does. */
export function limitConcurrency(running: number, queued: number, handler: Handler): Handler {
  let active = 0
  const waiting: (() => void)[] = []
  return async (exchange) => {
    if (active >= running) {
      if (waiting.length >= queued) {
        exchange.response.writeHead(429, { 'content-length': 0 }).end()
        return
      }
      await new Promise<void>(resolve => waiting.push(resolve))
    }
    active++
    try {
      await handler(exchange)
    }
    finally {
      active--
      waiting.shift()?.()
    }
  }
}
