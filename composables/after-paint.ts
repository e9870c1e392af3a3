/** Milliseconds. A page beneath another one, or on a screen that nobody looks at, may get no frames for a second although it does not count as hidden. */
const patience = 100

/** Resolves in the first task after the browser has painted what was changed until now; soon where it does not paint, at once in a hidden page. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve()
    const { port1, port2 } = new MessageChannel()
    const painted = () => port2.postMessage(null)
    const timer = setTimeout(painted, patience)
    port1.onmessage = () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', painted)
      port1.close()
      resolve()
    }
    // Frames of a page that is hidden meanwhile wait until it is seen again.
    document.addEventListener('visibilitychange', painted)
    requestAnimationFrame(painted)
  })
}
