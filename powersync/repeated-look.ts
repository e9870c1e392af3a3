export interface RepeatedLook {
  /** Something changed: looks at once, or again when the look that is under way is done. */
  refresh: () => void
  /** Resolves when a look that began after this call is done, or when it has ended. */
  reread: () => Promise<void>
  end: () => void
}

/**
 * A look that took longer than this, while something changed again, is followed by a rest of the same length: others must get at the database, too.
 * Milliseconds.
 */
const quick = 50

/**
 * Looks one at a time, however often it is asked to. The first change is looked at in the moment in which it is told; what follows within
 * `rest` milliseconds of that look is looked at together.
 *
 * @param look never rejects
 */
export function repeatLook(look: () => Promise<void>, rest: number): RepeatedLook {
  let waiting: Array<() => void> = []
  let isWanted = false
  let isLooking = false
  let isEnded = false

  async function lookWhileWanted() {
    if (isLooking) return
    isLooking = true
    while (isWanted && !isEnded) {
      isWanted = false
      const answered = waiting
      waiting = []
      const begun = performance.now()
      await look()
      for (const resolve of answered) resolve()
      const took = performance.now() - begun
      await pause(isWanted && took > quick ? took : rest)
    }
    isLooking = false
  }

  function refresh() {
    isWanted = true
    void lookWhileWanted()
  }

  return {
    refresh,
    reread: () => isEnded
      ? Promise.resolve()
      : new Promise((resolve) => {
          waiting.push(resolve)
          // Most often the database is about to tell of the same change: one look serves both.
          setTimeout(() => waiting.includes(resolve) && refresh())
        }),
    end() {
      isEnded = true
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
