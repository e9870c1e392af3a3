import type pg from 'pg'
import type { Lsn } from '../storage/lsn.ts'
import type { PgoutputHandler } from './pgoutput.ts'
import { lsnToNumber } from '../storage/lsn.ts'
import { CopyQuery } from './copy-query.ts'
import { decodePgoutput } from './pgoutput.ts'
import { PUBLICATION } from './source-tables.ts'
import { closeClient, quoteName } from './postgres-client.ts'

const WAL_DATA = 0x77
const KEEPALIVE = 0x6B
const STATUS_INTERVAL_MS = 1000
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1)

export interface ChangeStreamOptions {
  slot: string
  from: Lsn
  handler: PgoutputHandler & {
    /** Postgres has sent everything before this position. */
    keepalive(position: bigint): void
  }
  /** What Postgres may forget, asked for whenever a status is sent. */
  durable(): Lsn
  /** Called for everything that arrives. */
  onMessage(bytes: number): void
  /** Seconds of silence after which the connection counts as dead. */
  patience: number
}

/**
 * A thin reader of pgoutput over pg's walsender connection. (The package pg-logical-replication decodes every value into objects, queues
 * without bound and decides itself what to acknowledge; here values stay text until their type is known, each message is handled before
 * the next is read, and only durable positions are acknowledged.)
 */
export class ChangeStream {
  readonly #options: ChangeStreamOptions
  readonly #client: pg.Client
  readonly #backlog: Buffer[] = []
  #waiting = false
  #received = 0n
  #silentTicks = 0

  /** `client`: a walsender connection, which the stream closes in the end. */
  constructor(client: pg.Client, options: ChangeStreamOptions) {
    this.#client = client
    this.#options = options
  }

  /** True while work that was given to `waitFor` is going on. */
  get waiting(): boolean {
    return this.#waiting
  }

  /** Streams until the connection ends, then throws its error. */
  async run(): Promise<never> {
    const { slot, from } = this.#options
    const start = lsnToNumber(from)
    const position = `${(start >> 32n).toString(16)}/${(start & 0xFFFFFFFFn).toString(16)}`
    const statement = `START_REPLICATION SLOT ${quoteName(slot)} LOGICAL ${position} (proto_version '1', publication_names '${quoteName(PUBLICATION)}', messages 'true')`
    const query = this.#client.query(new CopyQuery(statement, chunk => this.#take(chunk)))
    const ticking = setInterval(() => this.#tick(), STATUS_INTERVAL_MS)
    try {
      await query.done
      throw new Error('Postgres has ended the replication stream.')
    }
    finally {
      clearInterval(ticking)
      this.close()
    }
  }

  close(): void {
    closeClient(this.#client)
  }

  /** Holds all further messages back until the promise is settled; its failure ends the stream. */
  waitFor(work: Promise<void>): void {
    this.#waiting = true
    this.#client.connection.stream.pause()
    work.then(() => this.#resume()).catch((error: unknown) => this.fail(error))
  }

  /** Ends the stream with this error. */
  fail(error: unknown): void {
    this.#client.connection.stream.destroy(error instanceof Error ? error : new Error(String(error)))
  }

  /** Tells Postgres now what is durable. */
  acknowledge(replyRequested = false): void {
    const durable = lsnToNumber(this.#options.durable())
    // CopyData ('d', length) with a standby status update ('r').
    const status = Buffer.alloc(39)
    status.write('d')
    status.writeInt32BE(38, 1)
    status.write('r', 5)
    status.writeBigUInt64BE(this.#received > durable ? this.#received : durable, 6)
    status.writeBigUInt64BE(durable, 14)
    status.writeBigUInt64BE(durable, 22)
    status.writeBigUInt64BE(BigInt(Date.now() - POSTGRES_EPOCH_MS) * 1000n, 30)
    status[38] = replyRequested ? 1 : 0
    this.#client.connection.stream.write(status)
  }

  #take(chunk: Buffer): void {
    this.#silentTicks = 0
    this.#options.onMessage(chunk.length)
    if (this.#waiting) this.#backlog.push(Buffer.from(chunk))
    else this.#handle(chunk)
  }

  #handle(chunk: Buffer): void {
    const { handler } = this.#options
    if (chunk[0] === WAL_DATA) {
      this.#received = chunk.readBigUInt64BE(1)
      decodePgoutput(chunk.subarray(25), handler)
    }
    else if (chunk[0] === KEEPALIVE) {
      this.#received = chunk.readBigUInt64BE(1)
      handler.keepalive(this.#received)
      if (chunk[17] === 1) this.acknowledge()
    }
  }

  #resume(): void {
    this.#waiting = false
    while (!this.#waiting) {
      const next = this.#backlog.shift()
      if (!next) return void this.#client.connection.stream.resume()
      this.#handle(next)
    }
  }

  // A connection can die without a word. Each status asks for an answer; after some without one, a new connection is made.
  #tick(): void {
    if (!this.#waiting && this.#silentTicks++ > this.#options.patience) {
      this.#client.connection.stream.destroy(new Error(`Postgres has been silent for ${this.#silentTicks} s.`))
      return
    }
    this.acknowledge(true)
  }
}
