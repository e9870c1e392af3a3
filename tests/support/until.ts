/** Asks again and again until the answer is truthy, and returns it. Fails with the last answer after `within` milliseconds. */
export async function until<T>(ask: () => Promise<T> | T, { within = 30_000, every = 50, what = 'the condition' } = {}): Promise<NonNullable<T>> {
  const end = Date.now() + within
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`Waited ${within} ms for ${what}; the last answer was ${JSON.stringify(answer)}`)
    await new Promise(resolve => setTimeout(resolve, every))
  }
}
