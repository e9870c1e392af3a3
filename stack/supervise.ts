import type { Claim } from './claim.ts'
import type { Configuration } from './configuration.ts'
import type { Places } from './environment.ts'
import type { Interruption } from './interruption.ts'
import type { Kept } from './supervisor/keep-running.ts'
import { join } from 'node:path'
import { chooseAppPort } from './app-port.ts'
import { say } from './bootstrap/say.mjs'
import { claimDataDirectory } from './claim.ts'
import { prepareDataDirectory } from './data-directory.ts'
import { openDatabase } from './database.ts'
import { appEnvironment, appOrigin, syncEnvironment } from './environment.ts'
import { freePort } from './ports.ts'
import { rememberedPort, rememberPort } from './remembered-ports.ts'
import { root } from './root.ts'
import { readSecrets } from './secrets.ts'
import { keepRunning } from './supervisor/keep-running.ts'
import { forwardIpv6Loopback } from './supervisor/loopback.ts'
import { untilHealthy } from './supervisor/readiness.ts'
import { startService } from './supervisor/service-process.ts'

/** The app's program: its file and arguments, once its port is known. */
export type AppProgram = (places: Places) => string[]

/**
 * Runs the whole of Driftless until interrupted: database, sync service, app, in this order, and ends them in the order that
 * lets uploads in progress finish. Prints the ready line when all of it answers.
 */
export async function supervise(configuration: Configuration, app: AppProgram, interruption: Interruption): Promise<number> {
  const dataDir = prepareDataDirectory(configuration.dataDir)
  const claim = await claimDataDirectory(dataDir)
  const started: Kept[] = []
  const forced = () => {
    for (const kept of started) kept.kill()
    process.exit(130)
  }
  interruption.force.addEventListener('abort', forced, { once: true })
  try {
    await run({ ...configuration, dataDir }, app, claim, interruption.stop, kept => void started.unshift(kept))
    return 0
  }
  finally {
    claim.publish({ stopping: true })
    for (const kept of started) await kept.stop()
    claim.release()
    interruption.force.removeEventListener('abort', forced)
  }
}

async function run(configuration: Configuration, app: AppProgram, claim: Claim, stop: AbortSignal, started: (kept: Kept) => void): Promise<void> {
  const database = await openDatabase(configuration)
  if (database.process) started(database.process)
  const places = await choosePlaces(configuration, database.appUrl, database.replicationUrl)
  const secrets = readSecrets(configuration.dataDir)
  const appProcess = await keepRunning('app', async () => startService({ name: 'app', args: app(places), environment: appEnvironment(places, secrets) }))
  started(appProcess)
  const services = [appProcess]
  if (places.syncPort) {
    const sync = await keepRunning('sync service', async () => startService({ name: 'sync', args: [join(root, 'sync-service', 'main.ts')], environment: syncEnvironment(places, secrets) }))
    // Its streams would keep the app's connections open: it is the first to end.
    started(sync)
    services.push(sync)
  }
  if (!configuration.host) await forwardIpv6Loopback(places.port)
  await untilHealthyOrFailed(places, services, stop)
  if (stop.aborted) return
  for (const service of services) service.steady()
  const url = `http://${shownHost(configuration.host)}:${places.port}`
  claim.publish({ url })
  console.log(`Driftless is ready at ${url}`)
  await aborted(stop)
  say('Stopping …')
}

/** @throws {StackError} of the service that does not start. */
async function untilHealthyOrFailed(places: Places, services: readonly Kept[], stop: AbortSignal): Promise<void> {
  const decided = new AbortController()
  try {
    await Promise.race([untilHealthy(appOrigin(places), AbortSignal.any([stop, decided.signal])), ...services.map(service => service.failed)])
  }
  finally {
    decided.abort()
  }
}

async function choosePlaces({ port, host, dataDir, powersyncUrl }: Configuration, appUrl: string, replicationUrl: string): Promise<Places> {
  // Any port at first: a second Driftless on this machine would look for the same one at the same moment.
  const syncPort = powersyncUrl ? undefined : await freePort(rememberedPort(dataDir, 'sync') ?? 0)
  if (syncPort) rememberPort(dataDir, 'sync', syncPort)
  return { dataDir, appUrl, replicationUrl, syncPort, port: await chooseAppPort(port, host), host: host ?? '127.0.0.1' }
}

function shownHost(host: string | undefined): string {
  return !host || ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
