import { setTimeout as sleep } from 'node:timers/promises'

/** Pauses between attempts: short at first, doubled up to a limit, short again after a success. */
export class BackOff {
  readonly #first: number
  readonly #longest: number
  #next: number

  constructor(first: number, longest: number) {
    this.#first = first
    this.#longest = longest
    this.#next = first
  }

  reset(): void {
    this.#next = this.#first
  }

  /** Waits; throws the signal's reason when it is aborted. */
  async pause(signal: AbortSignal): Promise<void> {
    const milliseconds = this.#next
    this.#next = Math.min(this.#longest, milliseconds * 2)
    await sleep(milliseconds, undefined, { signal })
  }
}
