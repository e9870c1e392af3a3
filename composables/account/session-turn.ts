/** Begins or ends a session in turn with the browser's other tabs: of two answers that set the cookie, the later one would count. */
export function inTurnOfTabs<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks.request('driftless:session', act)
}
