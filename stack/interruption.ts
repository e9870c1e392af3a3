import { followNpm } from './follow-npm.ts'

/** What tells a task to end before its time. */
export interface Interruption {
  /** End in good order. */
  readonly stop: AbortSignal
  /** End now: asked for twice. */
  readonly force: AbortSignal
  /** Stops listening. */
  close(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Listens for Ctrl-C and the signals of a service manager, for the end of the process that handed over (its channel closes) and
 * for that of npm, which can be killed without a word to us.
 */
export function listenForInterruption(): Interruption {
  const stop = new AbortController()
  const force = new AbortController()
  let first = 0
  const interrupt = () => {
    first ||= Date.now()
    stop.abort()
    // npm passes on what the terminal sent us already: only a later one is a second one.
    if (Date.now() - first > 1_000) force.abort()
  }
  const unfollow = followNpm(interrupt)
  for (const signal of signals) process.on(signal, interrupt)
  process.on('disconnect', interrupt)
  process.channel?.unref()
  return {
    stop: stop.signal,
    force: force.signal,
    close: () => {
      unfollow()
      for (const signal of signals) process.off(signal, interrupt)
      process.off('disconnect', interrupt)
    },
  }
}
