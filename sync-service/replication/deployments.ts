import type { Log } from '../config/log.ts'
import type { Metrics } from '../config/metrics.ts'
import type { SourceConfig } from '../config/source-config.ts'
import type { CheckpointFeed } from '../storage/checkpoint-feed.ts'
import type { Lsn } from '../storage/lsn.ts'
import type { Deployment, Manifest } from '../storage/manifest.ts'
import type { ReplicationState } from './replicator.ts'
import { createHash } from 'node:crypto'
import { isDamage } from '../storage/bucket-database.ts'
import { compactInBackground } from '../storage/background-compaction.ts'
import { BucketStore, deleteStore } from '../storage/bucket-store.ts'
import { SyncConfig } from '../streams/sync-config.ts'
import { BackOff } from './back-off.ts'
import { closeClient, connectSource } from './postgres-client.ts'
import { Replicator } from './replicator.ts'
import { dropSlots, unusedSlots } from './slots.ts'
import { SlotLostError, SourceError } from './source-error.ts'

/** A deployment that is open: its config, its store and the replication that keeps it current. */
export interface RunningDeployment {
  deployment: Deployment
  config: SyncConfig
  store: BucketStore
  state: ReplicationState
  /** Aborted when it is no longer served. */
  signal: AbortSignal
}

export interface DeploymentsOptions {
  source: SourceConfig
  manifest: Manifest
  dataDirectory: string
  metrics: Metrics
  log: Log
  signal: AbortSignal
}

interface Opened extends RunningDeployment {
  replicator: Replicator
  stop: AbortController
  finished: Promise<void>
}

/**
 * Decides what is replicated and served: the active deployment, and beside it a new one when the sync config has changed or the old
 * one cannot be continued. The new one takes over when it has caught up.
 */
export class Deployments {
  readonly #options: DeploymentsOptions
  readonly #slotPrefix: string
  readonly #listeners = new Set<() => void>()
  #active: Opened | undefined
  #deploying: Opened | undefined
  #building = new AbortController()
  #built: Promise<void> = Promise.resolve()
  #failure: { code: string, message: string } | undefined

  constructor(options: DeploymentsOptions) {
    this.#options = options
    // The data directory is the service's identity: its left-over slots can be told from other services'.
    this.#slotPrefix = `driftless_${createHash('sha256').update(options.dataDirectory).digest('hex').slice(0, 8)}_`
  }

  get active(): RunningDeployment | undefined {
    return this.#active
  }

  get deploying(): RunningDeployment | undefined {
    return this.#deploying
  }

  /** Calls back whenever another deployment is served. */
  onSwitch(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls back with the served store's feed whenever it has moved on in Postgres' log. */
  onReplicated(listener: (feed: CheckpointFeed, lsn: Lsn) => void): void {
    let stop = () => {}
    const follow = () => {
      stop()
      const feed = this.#active?.store.feed
      if (!feed) return
      stop = feed.onReplicated(lsn => listener(feed, lsn))
      listener(feed, feed.lsn)
    }
    this.onSwitch(follow)
  }

  /** Continues the active deployment, if there is one, and processes `syncConfig` if it is another. Throws SyncConfigError. */
  start(syncConfig: string): void {
    const { manifest, log } = this.#options
    const { active, deploying } = manifest.content
    if (deploying) this.#retire(deploying)
    if (active) {
      try {
        this.#activate(this.#open(active))
      }
      catch (error) {
        log.warn(`The stored buckets cannot be used and are built again from Postgres: ${messageOf(error)}`)
        this.#retire(active)
        manifest.save({ active: undefined })
      }
    }
    try {
      this.deploy(syncConfig)
    }
    catch (error) {
      if (!this.#active) throw error
      log.error(`The sync config is not taken over, the one before it stays: ${messageOf(error)}`, { code: 'PSYNC_R0001' })
    }
  }

  /** Processes this sync config beside the running one, and then serves it. Throws SyncConfigError and leaves everything as it is. */
  deploy(syncConfig: string): void {
    const checked = new SyncConfig(syncConfig, 'check')
    for (const { line, column, message } of checked.warnings) this.#options.log.warn(`Sync config ${line}:${column}: ${message}`)
    const served = this.#active
    if (served && served.deployment.syncConfig === syncConfig) return this.#building.abort()
    this.#rebuild(syncConfig)
  }

  /** Copies everything again under new bucket names, beside what is served. Does nothing while that is being done. */
  reprocess(): void {
    if (this.#active && !this.#deploying) this.#rebuild(this.#active.deployment.syncConfig)
  }

  /** Why the first copy has not succeeded, as long as it has not. */
  get failure(): { code: string, message: string } | undefined {
    return this.#failure
  }

  async stop(): Promise<void> {
    this.#building.abort()
    this.#active?.stop.abort()
    await this.#built
    await this.#active?.finished
    this.#active?.store.close()
    this.#active = undefined
  }

  #rebuild(syncConfig: string): void {
    this.#building.abort()
    this.#building = new AbortController()
    const signal = AbortSignal.any([this.#building.signal, this.#options.signal])
    this.#built = this.#built.then(() => this.#build(syncConfig, signal))
  }

  /** Tries until a new deployment is complete and served. */
  async #build(syncConfig: string, signal: AbortSignal): Promise<void> {
    const backOff = new BackOff(100, 2000)
    let lastMessage: string | undefined
    const deployment = this.#newDeployment(syncConfig)
    while (!signal.aborted) {
      const opened = this.#open(deployment)
      this.#deploying = opened
      try {
        await this.#untilComplete(opened, signal)
        return this.#activate(opened)
      }
      catch (error) {
        opened.stop.abort()
        await opened.finished
        opened.store.close()
        // Nobody has seen its buckets yet, so the next attempt may use the same names.
        deleteStore(this.#options.manifest.bucketFile(deployment))
        if (signal.aborted) return this.#retire(deployment)
        if (messageOf(error) !== lastMessage) this.#reportFailedCopy(error)
        lastMessage = messageOf(error)
        await backOff.pause(signal).catch(() => undefined)
      }
      finally {
        if (this.#deploying === opened) this.#deploying = undefined
      }
    }
  }

  #reportFailedCopy(error: unknown): void {
    const code = error instanceof SourceError ? error.code : 'PSYNC_S1101'
    this.#failure = { code, message: messageOf(error) }
    this.#options.log.error(`The initial copy did not succeed and will be tried again: ${messageOf(error)}`, { code })
  }

  #newDeployment(syncConfig: string): Deployment {
    const generation = Date.now().toString(36)
    const deployment = { generation, slot: `${this.#slotPrefix}${generation}`, syncConfig }
    this.#options.manifest.save({ deploying: deployment })
    return deployment
  }

  #open(deployment: Deployment): Opened {
    const { manifest, source, metrics, log } = this.#options
    const config = new SyncConfig(deployment.syncConfig, deployment.generation)
    const store = new BucketStore(manifest.bucketFile(deployment))
    if (manifest.content.active === deployment && !store.complete) {
      store.close()
      throw new SlotLostError('their first copy was never finished.')
    }
    const stop = new AbortController()
    const completed = Promise.withResolvers<undefined>()
    const replicator = new Replicator({
      source, slot: deployment.slot, config, store, metrics, log,
      onComplete: () => completed.resolve(undefined),
    })
    const finished = replicator.run(AbortSignal.any([stop.signal, this.#options.signal]))
      .then(() => completed.reject(new Error('stopped')), (error: unknown) => this.#lost(deployment, error, completed))
    this.#completions.set(deployment, completed.promise)
    completed.promise.catch(() => undefined)
    return { deployment, config, store, replicator, stop, finished, state: replicator.state, signal: stop.signal }
  }

  readonly #completions = new WeakMap<Deployment, Promise<undefined>>()

  async #untilComplete(opened: Opened, signal: AbortSignal): Promise<void> {
    const aborted = Promise.withResolvers<never>()
    const onAbort = () => aborted.reject(new Error('stopped'))
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      await Promise.race([this.#completions.get(opened.deployment), aborted.promise])
    }
    finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  #lost(deployment: Deployment, error: unknown, completed: PromiseWithResolvers<undefined>): void {
    completed.reject(error)
    if (this.#active?.deployment !== deployment) return
    const how = isDamage(error) ? 'The bucket storage is damaged' : 'Replication cannot be continued'
    this.#options.log.error(`${how}; all rows are copied again from Postgres, clients are served what is there meanwhile. ${messageOf(error)}`, { code: isDamage(error) ? 'PSYNC_S1005' : 'PSYNC_S1146' })
    this.#rebuild(deployment.syncConfig)
  }

  #activate(opened: Opened): void {
    const { manifest, log } = this.#options
    const before = this.#active
    this.#active = opened
    this.#deploying = undefined
    this.#failure = undefined
    if (manifest.content.active !== opened.deployment) manifest.save({ active: opened.deployment, deploying: undefined })
    opened.stop.signal.addEventListener('abort', compactInBackground(opened.store, log), { once: true })
    for (const listener of this.#listeners) listener()
    log.info('Serving the sync config.', { generation: opened.deployment.generation })
    void this.#cleanUp(before)
  }

  async #cleanUp(before: Opened | undefined): Promise<void> {
    if (before) {
      before.stop.abort()
      await before.finished
      before.store.close()
      this.#retire(before.deployment)
    }
    await this.#dropRetired().catch((error: unknown) => this.#options.log.debug(`Old slots are left for later: ${messageOf(error)}`))
  }

  #retire(deployment: Deployment): void {
    const { manifest } = this.#options
    deleteStore(manifest.bucketFile(deployment))
    const deploying = manifest.content.deploying?.slot === deployment.slot ? undefined : manifest.content.deploying
    manifest.save({ deploying, retired: [...manifest.content.retired, deployment.slot] })
  }

  async #dropRetired(): Promise<void> {
    const { manifest, source, signal } = this.#options
    const client = await connectSource(source, { signal })
    try {
      const kept = [manifest.content.active?.slot, manifest.content.deploying?.slot]
      const leftOver = (await unusedSlots(client, this.#slotPrefix)).filter(slot => !kept.includes(slot))
      await dropSlots(client, [...manifest.content.retired, ...leftOver])
      manifest.save({ retired: [] })
    }
    finally {
      closeClient(client)
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
