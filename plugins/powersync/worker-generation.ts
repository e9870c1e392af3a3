import { keptMark } from '~/composables/account/kept-mark'

const mark = keptMark('driftless:worker-generation')
const channelName = 'driftless:worker'

/** The last SharedWorker that this page made of each name, as the SDK made it. */
const workers = new Map<string, SharedWorker>()
/** What other tabs told of: it may be seen a little later where it is written down. */
let told = 0

/**
 * Gives the SDK's shared workers names of a generation. Tabs find a shared worker by its name, and the SDK makes the name from the
 * file's alone: a worker that hangs would be found again after every reload, for as long as any tab holds it.
 */
export function nameWorkersByGeneration(): void {
  if (typeof SharedWorker === 'undefined') return
  const Native = SharedWorker
  window.SharedWorker = class extends Native {
    constructor(url: string | URL, options?: string | WorkerOptions) {
      const given = typeof options === 'string' ? { name: options } : options
      const generation = workerGeneration()
      const name = given?.name ?? ''
      super(url, generation === 0 ? given : { ...given, name: `${name}-${generation}` })
      workers.set(name, this)
    }
  }
}

/**
 * Whether the shared worker of a database file answers within so many milliseconds. True where there is none.
 *
 * @param file the guest's and an account's have a worker each; that another one lives says nothing
 */
export function workerAnswers(file: string, patience: number): Promise<boolean> {
  const worker = workers.get(`shared-powersync-${file}`)
  if (!worker) return Promise.resolve(true)
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = (answered: boolean) => {
      clearTimeout(timer)
      port2.close()
      resolve(answered)
    }
    const timer = setTimeout(() => end(false), patience)
    port2.onmessage = () => end(true)
    // The worker exposes its database service by Comlink on any port that it is sent; any answer will do.
    worker.port.postMessage({ port: port1, service: 'database' }, [port1])
    port2.postMessage({ id: 'alive', type: 'GET', path: ['alive'] })
  })
}

/**
 * Gives the present worker up, here and in every other tab. One that hangs would go on to hold the locks by which the SDK lets one worker sync at
 * a time; they are taken from it. (Not its lock on the file: that one keeps the file whole.)
 *
 * @param identifier what the SDK calls the sync: the database's file
 */
export function beginWorkerGeneration(identifier: string): void {
  told = workerGeneration() + 1
  mark.keep(String(told))
  for (const type of ['sync', 'crud']) {
    navigator.locks.request(`streaming-sync-${type}-${identifier}`, { steal: true }, () => undefined)
      .catch((error: unknown) => console.error('A lock of the last worker could not be taken', error))
  }
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(told)
  channel.close()
}

/** Another tab gave up the worker that this one still holds. */
export function onWorkerGeneration(begun: () => void): void {
  new BroadcastChannel(channelName).addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') told = Math.max(told, data)
    begun()
  })
}

function workerGeneration(): number {
  return Math.max(Number(mark.read()) || 0, told)
}
