import type { Account } from './account'
import { accountFrom, rememberedAccount } from './remembered-account'

const name = 'driftless:account'

/** Tells every other tab of this browser who uses it from now on. */
export function announceAccount(account: Account | null): void {
  const channel = new BroadcastChannel(name)
  channel.postMessage(account)
  channel.close()
}

/** Who it is comes with the word: what another tab wrote down may be seen here a little later than the word is heard. */
export function onAccountElsewhere(follow: (account: Account | null) => void): void {
  new BroadcastChannel(name).addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // A tab of the last version only says that there is something to read.
    follow(typeof data === 'string' ? rememberedAccount() : accountFrom(data))
  })
}
