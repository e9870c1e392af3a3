import { keptMark } from './kept-mark'

/** Set once this browser was asked without the person's own wish, so that they are not asked at every list. */
const asked = keptMark('driftless-asked-to-keep')

/**
 * Asks the browser not to clear this device's lists by itself. Some browsers ask the person.
 * @returns whether it promised
 */
export async function keepStorage(): Promise<boolean> {
  // Not there in old browsers and outside of a secure context.
  return await navigator.storage?.persist?.() ?? false
}

/** The same, unasked for: once in a browser, when there is something to keep. */
export async function keepStorageOnce(): Promise<void> {
  if (asked.read() !== null) return
  asked.keep('1')
  await keepStorage()
}
