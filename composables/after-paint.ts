/** Resolves in the first task after the browser has painted what was changed until now; at once in a page that nobody sees, which is not painted. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve()
    const { port1, port2 } = new MessageChannel()
    const painted = () => port2.postMessage(null)
    port1.onmessage = () => {
      document.removeEventListener('visibilitychange', painted)
      port1.close()
      resolve()
    }
    // Frames of a page that is hidden meanwhile wait until it is seen again.
    document.addEventListener('visibilitychange', painted)
    requestAnimationFrame(painted)
  })
}
