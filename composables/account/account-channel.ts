const name = 'driftless:account'

/** Tells every other tab of this browser that somebody signed in or out. */
export function announceAccount(): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage('changed')
  channel.close()
}

export function onAccountElsewhere(follow: () => void): void {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', follow)
}
