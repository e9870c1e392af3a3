const EVERY_MS = 20_000
const JITTER = 0.1
const LAST_WARNING_S = 20

export interface TokenClockOptions {
  /** Seconds since 1970. */
  expiresAt: number
  /** Tell regularly, not only towards the end. */
  keepalives: boolean
  /** Tells the client how many seconds its token still has. */
  tell(seconds: number): void
  /** The token is over: so is the connection. */
  expire(): void
}

/**
 * Keeps a connection alive every 20 seconds (± 10 %, so that clients do not come in step) with the time that its token has left; tells
 * once more 20 seconds before the end and at the end. Returns the function that stops it.
 */
export function watchToken({ expiresAt, keepalives, tell, expire }: TokenClockOptions): () => void {
  const left = () => Math.max(0, Math.floor(expiresAt - Date.now() / 1000))
  const untilEnd = expiresAt * 1000 - Date.now()
  if (untilEnd <= 0) {
    tell(0)
    expire()
    return () => undefined
  }
  const timers = [
    ...(keepalives ? [setInterval(() => tell(left()), EVERY_MS * (1 + JITTER * (Math.random() * 2 - 1)))] : []),
    // A timer cannot wait longer than 2^31 ms; tokens that do not end within that time need no end here.
    ...(untilEnd < 0x7FFFFFFF
      ? [setTimeout(() => {
          tell(0)
          expire()
        }, untilEnd)]
      : []),
    ...(untilEnd > LAST_WARNING_S * 1000 && untilEnd < 0x7FFFFFFF ? [setTimeout(() => tell(left()), untilEnd - LAST_WARNING_S * 1000)] : []),
  ]
  return () => timers.forEach(timer => clearTimeout(timer))
}
