import type { ShallowRef } from 'vue'
import type { PageMessage, WorkerAnswer } from '~/service-worker/messages'
import { shallowRef } from 'vue'
import { buildLock, buildLockPrefix } from '~/service-worker/messages'
import { hasUnsavedTyping } from './unsaved-typing'

/** What a page knows about its service worker, and what it can ask of it. */
export interface AppWorker {
  /**
   * `next`: another version is here and waits for the person's word. `behind`: it took over in another tab, but something is
   * being typed in this one.
   */
  readonly version: ShallowRef<'current' | 'next' | 'behind'>
  /** Whether the app opens without a network: not yet, yes, or never in this browser. */
  readonly copy: ShallowRef<'coming' | 'kept' | 'impossible'>
  /** Goes on with the next version, in every tab. */
  update: () => Promise<void>
  /** Asks the server for a new version; false where it did not answer. */
  look: () => Promise<boolean>
}

export interface AppWorkerOptions {
  readonly build: string
  /** Loads the page anew, once nothing is being written. */
  readonly reload: () => Promise<void>
}

const hour = 3_600_000

/** Registers the service worker and follows it for as long as the page lives. */
export function startAppWorker({ build, reload }: AppWorkerOptions): AppWorker {
  const version = shallowRef<'current' | 'next' | 'behind'>('current')
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
  // Private windows of some browsers, plain HTTP.
  if (!workers) return { version, copy: shallowRef('impossible'), update: reload, look: async () => false }

  const copy = shallowRef<'coming' | 'kept' | 'impossible'>('coming')
  let registration: ServiceWorkerRegistration | undefined
  let looked = Date.now()

  async function start(container: ServiceWorkerContainer) {
    container.addEventListener('controllerchange', () => void followController(container).catch(report))
    registration = await container.register('/sw.js', { updateViaCache: 'none' })
    registration.addEventListener('updatefound', () => meetNext().catch(report))
    await meetNext()
    await meetController(container)
    const { active } = await container.ready
    copy.value = 'kept'
    if (active) tell(active, { type: 'check' })
    setInterval(() => void look(), hour)
    // Timers of a sleeping tab do not run.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && Date.now() - looked > hour) void look()
      if (document.visibilityState === 'hidden' && version.value === 'behind' && !hasUnsavedTyping()) void reload()
    })
  }

  async function meetNext() {
    const next = registration?.installing ?? registration?.waiting
    if (!next || !registration?.active) return
    if (!await isInstalled(next)) return
    if (await buildOf(next) !== build) version.value = 'next'
    // The server gave this very page from the new build already. Where no other is open, there is nobody to ask.
    else if (!await isOtherBuildOpen(build)) tell(next, { type: 'take-over' })
  }

  /** A worker that took over before this page listened says nothing more. One that is older than this page has a next one at the server. */
  async function meetController(container: ServiceWorkerContainer) {
    const { controller } = container
    if (!controller || await buildOf(controller) === build || !await look()) return
    const isNext = registration?.installing ?? registration?.waiting
    if (!isNext && container.controller === controller) version.value = 'behind'
  }

  async function followController({ controller }: ServiceWorkerContainer) {
    if (!controller || await buildOf(controller) === build) return
    if (!hasUnsavedTyping()) return reload()
    version.value = 'behind'
  }

  async function look(): Promise<boolean> {
    if (!navigator.onLine || !registration || registration.installing) return false
    looked = Date.now()
    // Without a network, or while the server is away, there is nothing new.
    return await registration.update().then(() => true, () => false)
  }

  start(workers).catch((error: unknown) => {
    copy.value = 'impossible'
    report(error)
  })

  return {
    version,
    copy,
    look,
    async update() {
      // Each tab reloads when the next worker has taken over; where it did already, only this one is left.
      if (registration?.waiting) tell(registration.waiting, { type: 'take-over' })
      else await reload()
    },
  }
}

async function isOtherBuildOpen(build: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name = '' }) => name.startsWith(buildLockPrefix) && name !== buildLock(build))
}

/** False for a worker that could not fetch all of its files, and was thrown away. */
function isInstalled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state !== 'installing') resolve(worker.state !== 'redundant')
    }
    worker.addEventListener('statechange', look)
    look()
  })
}

function buildOf(worker: ServiceWorker): Promise<string> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data.build)
    tell(worker, { type: 'build' }, [port2])
  })
}

function tell(worker: ServiceWorker, message: PageMessage, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer)
}

function report(error: unknown): void {
  console.warn('The app is not kept for use without a network', error)
}
