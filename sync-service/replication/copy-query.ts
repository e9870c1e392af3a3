import type pg from 'pg'

/**
 * A statement that answers with a stream of copy data: COPY … TO STDOUT or START_REPLICATION. Each piece is handed over synchronously, as a
 * view that is valid only during the call; so no queue can grow, and pausing the socket is all the back-pressure there is to do.
 */
export class CopyQuery implements pg.Submittable {
  readonly #statement: string
  readonly #onData: (chunk: Buffer) => void
  readonly #outcome = Promise.withResolvers<undefined>()
  #error: Error | undefined

  constructor(statement: string, onData: (chunk: Buffer) => void) {
    this.#statement = statement
    this.#onData = onData
  }

  /** Settles when the statement is over; an exception of `onData` is its error. */
  get done(): Promise<undefined> {
    return this.#outcome.promise
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#statement)
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: pg.Connection): void {
    if (this.#error) return
    try {
      this.#onData(chunk)
    }
    catch (error) {
      this.#error = error instanceof Error ? error : new Error(String(error))
      this.#outcome.reject(this.#error)
      connection.stream.destroy()
    }
  }

  handleError(error: Error): void {
    this.#outcome.reject(this.#error ?? error)
  }

  handleReadyForQuery(): void {
    this.#outcome.resolve(undefined)
  }

  handleCommandComplete(): void {}

  handleRowDescription(): void {}

  handleDataRow(): void {}
}
