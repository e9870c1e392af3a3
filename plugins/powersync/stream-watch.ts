import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'

const channelName = 'driftless:credentials'
/** How often it is looked whether the time is over, in milliseconds. */
const every = 5_000
/** What a slow network may add to the life of a token, in milliseconds. */
const grace = 20_000

/**
 * Notices a sync stream that died without a word (a router that forgot the connection, say) and connects again. The SDK waits on
 * such a stream for ever and says `connected`. A live one has its token renewed before it ends: if that time has passed and
 * nobody asked for a new one, in whatever tab, then nothing comes through any more.
 *
 * @returns to be told of every token that this tab fetched: how long it is good for, in milliseconds
 */
export function watchStream(shown: Readonly<Ref<CommonPowerSyncDatabase>>, reconnect: () => void): (lifetime: number) => void {
  let deadline = Infinity
  const channel = new BroadcastChannel(channelName)

  function fetched(lifetime: number) {
    deadline = performance.now() + lifetime + grace
  }

  function look() {
    if (performance.now() < deadline || !shown.value.connected || navigator.onLine === false) return
    // Another try, if this one finds no answer, when a new token's time would be over.
    deadline = performance.now() + grace
    reconnect()
  }

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') fetched(data)
  })
  // Not all tabs in the same moment: the first one's token is told to the others.
  setInterval(() => void setTimeout(look, Math.random() * every * 0.8), every)

  return (lifetime) => {
    fetched(lifetime)
    channel.postMessage(lifetime)
  }
}
