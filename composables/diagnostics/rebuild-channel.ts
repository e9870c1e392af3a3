/** Tells the other tabs of this browser that the local data is received anew: those with a connection of their own have to begin again. */
const name = 'driftless:rebuilt'

export function tellRebuilt(): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

export function onRebuilt(listener: () => void): void {
  new BroadcastChannel(name).addEventListener('message', listener)
}
