import type { Bucket } from './bucket.ts'
import type { StreamLine } from './sync-stream.ts'
import { applyOperations, bucketIn } from './bucket.ts'
import { openStream } from './sync-stream.ts'

/**
 * A client as the protocol wants it: it comes back after each interruption with what it has, checks the checksums of each checkpoint, and shows
 * a state only when it is complete.
 */
export class SyncFollower {
  readonly #endpoint: string
  readonly #token: () => Promise<string>
  readonly #onState: (rows: Map<string, Record<string, unknown>>) => void
  readonly #body: Record<string, unknown>
  readonly #buckets = new Map<string, Bucket>()
  #announced = new Map<string, number>()
  #stopped = false
  #running: Promise<void> | undefined
  resets = 0
  state = new Map<string, Record<string, unknown>>()

  constructor(
    endpoint: string,
    token: () => Promise<string>,
    onState: (rows: Map<string, Record<string, unknown>>) => void = () => undefined,
    body: Record<string, unknown> = {},
  ) {
    this.#endpoint = endpoint
    this.#token = token
    this.#onState = onState
    this.#body = body
  }

  start(): this {
    this.#running = this.#run()
    return this
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const buckets = Array.from(this.#buckets, ([name, { position }]) => ({ name, after: position }))
      const stream = await openStream({ endpoint: this.#endpoint, token: await this.#token(), body: { ...this.#body, buckets } }).catch(() => undefined)
      for (let read = 0; stream && !(this.#stopped || (stream.ended && read >= stream.lines.length));) {
        const line = stream.lines[read]
        if (line) {
          read++
          this.#take(line)
        }
        else {
          await new Promise(resolve => setTimeout(resolve, 5))
        }
      }
      await stream?.close()
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }

  #take(line: StreamLine): void {
    if (line.checkpoint) {
      this.#announced = new Map(line.checkpoint.buckets.map(({ bucket, checksum }) => [bucket, checksum]))
      for (const name of this.#buckets.keys()) if (!this.#announced.has(name)) this.#buckets.delete(name)
    }
    if (line.checkpoint_diff) {
      for (const { bucket, checksum } of line.checkpoint_diff.updated_buckets) this.#announced.set(bucket, checksum)
      for (const name of line.checkpoint_diff.removed_buckets) {
        this.#announced.delete(name)
        this.#buckets.delete(name)
      }
    }
    if (line.data) applyOperations(bucketIn(this.#buckets, line.data.bucket), line.data.data)
    if (line.checkpoint_complete) this.#complete()
  }

  #complete(): void {
    const wrong = [...this.#announced].filter(([name, checksum]) => ((this.#buckets.get(name)?.sum ?? 0) | 0) !== checksum)
    if (wrong.length > 0) {
      this.resets++
      for (const [name] of wrong) this.#buckets.delete(name)
      return
    }
    const rows = new Map<string, Record<string, unknown>>()
    for (const { rows: operations } of this.#buckets.values()) {
      for (const { object_type, object_id, data } of operations.values()) rows.set(`${object_type}/${object_id}`, JSON.parse(data ?? ''))
    }
    this.state = rows
    this.#onState(rows)
  }
}
