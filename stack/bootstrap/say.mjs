/** One line for the person at the keyboard. On stderr: what a task prints on stdout may be read by a program. @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** @param {number} since milliseconds, of Date.now() */
export function secondsSince(since) {
  return `${Math.max(1, Math.round((Date.now() - since) / 1_000))} s`
}

/**
 * Says a line every 20 seconds while `work` lasts, so that a long silence does not look like a hang.
 * @template T
 * @param {string} what
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function sayWhile(what, work) {
  const start = Date.now()
  const timer = setInterval(() => say(`  still ${what} (${secondsSince(start)})`), 20_000)
  try {
    return await work
  }
  finally {
    clearInterval(timer)
  }
}
