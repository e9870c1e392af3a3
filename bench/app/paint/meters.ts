/** What the benchmark looks at inside of the page. */
export interface Meters {
  /** Takes, at the next event of this kind, the milliseconds from it to the end of the first frame in which `holds`. */
  arm(type: string, holds: () => boolean): void
  /** What was armed last has taken. */
  taken(): Promise<number>
  /** When the event that was armed last happened, on the clock that all tabs share. */
  happened(): number
  /** When the first frame in which `holds` ended, on the clock that all tabs share. */
  paintedAt(holds: () => boolean): Promise<number>
  /** Milliseconds since the page was asked for, at the end of the first frame in which `holds`. */
  sinceStart(holds: () => boolean): Promise<number>
  /** The length of each frame, and whether its middle showed no row, until `end` resolves. */
  frames(end: Promise<unknown>): Promise<{ lengths: number[], blank: number }>
}

declare global {
  interface Window { meters: Meters }
}

/** Runs in the page before anything else; a frame's end is the first task after it was painted. */
export function installMeters(): void {
  function untilPainted(holds: () => boolean): Promise<number> {
    return new Promise((resolve) => {
      const look = () => holds() ? afterThisFrame(() => resolve(performance.now())) : requestAnimationFrame(look)
      requestAnimationFrame(look)
    })
  }

  function afterThisFrame(then: () => void) {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = then
    port2.postMessage(null)
  }

  let armed: Promise<number> = Promise.resolve(Number.NaN)
  let happened = Number.NaN

  window.meters = {
    arm(type, holds) {
      armed = new Promise((resolve) => {
        window.addEventListener(type, (event) => {
          happened = performance.timeOrigin + event.timeStamp
          void untilPainted(holds).then(end => resolve(end - event.timeStamp))
        }, { capture: true, once: true })
      })
    },
    taken: () => armed,
    happened: () => happened,
    paintedAt: async holds => performance.timeOrigin + await untilPainted(holds),
    sinceStart: untilPainted,
    async frames(end) {
      const lengths: number[] = []
      let blank = 0
      let last = performance.now()
      let ended = false
      const note = (now: number) => {
        lengths.push(now - last)
        last = now
        if (!document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[data-todo-row]')) blank++
        if (!ended) requestAnimationFrame(note)
      }
      requestAnimationFrame(note)
      await end
      ended = true
      return { lengths: lengths.slice(1), blank }
    },
  }
}
