/** Counts attempts by key in fixed windows, in this process's memory, which it keeps bounded. */
export class AttemptCounter {
  readonly #max: number
  readonly #windowMs: number
  readonly #windows = new Map<string, { count: number, ends: number }>()

  constructor({ max, windowMs }: { max: number, windowMs: number }) {
    this.#max = max
    this.#windowMs = windowMs
  }

  /** Counts one attempt and answers how many seconds to wait; 0 where it may go on. */
  count(key: string, now = Date.now()): number {
    if (this.#windows.size > 10_000) this.#forget(now)
    const window = this.#windows.get(key)
    if (!window || window.ends <= now) {
      this.#windows.set(key, { count: 1, ends: now + this.#windowMs })
      return 0
    }
    window.count += 1
    return window.count > this.#max ? Math.ceil((window.ends - now) / 1000) : 0
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#windows.size
  }

  #forget(now: number): void {
    for (const [key, { ends }] of this.#windows) if (ends <= now) this.#windows.delete(key)
    if (this.#windows.size > 10_000) this.#windows.clear()
  }
}
