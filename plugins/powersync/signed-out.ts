import type { Ref } from 'vue'

/** A second contradiction is answered no sooner than the SDK would try again after any other failure. Milliseconds. */
const apart = 5_000

interface Device {
  pause: () => void
  resume: () => void
}

interface Session {
  readonly account: Readonly<Ref<{ id: string } | null>>
  readonly isExpired: Readonly<Ref<boolean>>
  /** Asks the server who this is; throws when it does not answer. */
  check: () => Promise<void>
  expire: () => void
}

/**
 * What is done when the server does not know the session. Sync pauses, and the server is asked who this is. Where it says that the session is good
 * after all (the request went out while another tab signed in, or to a server that was just starting), sync goes on at once. Where it does not answer, the
 * person is told, and it is asked again until it does.
 *
 * @returns to be called with each such answer
 */
export function pauseWhenSignedOut(device: Device, session: Session): () => Promise<void> {
  let next = 0
  let isAsking = false

  /** Until there is an answer. One that the session is good begins to sync by itself, after {@link Session.expire}. */
  async function ask() {
    const account = session.account.value?.id
    const isStill = () => session.isExpired.value && session.account.value?.id === account
    session.expire()
    while (isStill()) {
      await new Promise(resolve => setTimeout(resolve, apart))
      if (!isStill() || await session.check().then(() => true, () => false)) return
    }
  }

  return async () => {
    const [account, wasExpired] = [session.account.value?.id, session.isExpired.value]
    // A change of account, and the end of an expired session, begin to sync by themselves.
    const isAsBefore = () => session.account.value?.id === account && !wasExpired && !session.isExpired.value
    device.pause()
    try {
      await session.check()
    }
    catch {
      // No answer, or one that says nothing.
      if (isAsking) return session.expire()
      isAsking = true
      return await ask().finally(() => { isAsking = false })
    }
    const wait = Math.max(0, next - Date.now())
    next = Date.now() + wait + apart
    if (isAsBefore()) setTimeout(() => isAsBefore() && device.resume(), wait)
  }
}
