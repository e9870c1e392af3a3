import { setTimeout as pause } from 'node:timers/promises'
import { say } from '../bootstrap/say.mjs'

/** Resolves when the app's `/api/health` answers 200. While it takes long it says every 15 seconds what is missing. */
export async function untilHealthy(origin: string, stop: AbortSignal): Promise<void> {
  let told = Date.now()
  for (;;) {
    const state = await health(origin, stop)
    if (state === 'ok' || stop.aborted) return
    if (Date.now() - told > 15_000) {
      told = Date.now()
      say(`Still waiting for the app to be healthy: ${state}`)
    }
    await pause(100)
  }
}

async function health(origin: string, stop: AbortSignal): Promise<string> {
  try {
    const response = await fetch(`${origin}/api/health`, { signal: AbortSignal.any([stop, AbortSignal.timeout(5_000)]) })
    const body = await response.text()
    return response.ok ? 'ok' : `${response.status} ${body.slice(0, 500)}`
  }
  catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  }
}
