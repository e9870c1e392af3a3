/** Tells the other tabs of this browser that the local data is being received anew. */
const name = 'driftless:rebuilt'

export function tellRebuilt(): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

export function onRebuilt(listener: () => void): void {
  new BroadcastChannel(name).addEventListener('message', listener)
}
