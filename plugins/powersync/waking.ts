/** How often the clock is looked at, in milliseconds. */
const every = 5_000
/** A page in the background is let run once a minute; one that did not run for longer than this was asleep. Milliseconds. */
const asleep = 150_000

/**
 * Calls `woken` when this page runs again after a sleep: the computer was shut, or the browser froze the tab. Connections that looked
 * alive before are dead, and whatever other tabs announced meanwhile may not have been heard.
 */
export function onWaking(woken: () => void): void {
  let last = Date.now()
  const look = () => {
    const now = Date.now()
    const slept = now - last
    last = now
    // A clock that was set back says nothing.
    if (slept > asleep) woken()
  }
  setInterval(look, every)
  document.addEventListener('resume', look)
  document.addEventListener('visibilitychange', look)
  // Taken back out of the browser's memory of pages, by the way of “Back”.
  window.addEventListener('pageshow', event => event.persisted && woken())
}
