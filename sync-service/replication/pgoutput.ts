/** One value of a row: text, null, or undefined where Postgres left out an unchanged TOAST value. */
export type TupleValue = string | null | undefined

export interface Relation {
  oid: number
  schema: string
  name: string
  /** pg_class.relreplident: d(efault), n(othing), f(ull), i(ndex). */
  replicaIdentity: string
  columns: { name: string, typeOid: number, inIdentity: boolean }[]
}

/** What a stream of pgoutput messages tells; https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html. */
export interface PgoutputHandler {
  begin(): void
  commit(endLsn: bigint): void
  relation(relation: Relation): void
  insert(oid: number, values: TupleValue[]): void
  /** `identity`: the old key, or the whole old row under REPLICA IDENTITY FULL; absent when the key has not changed. */
  update(oid: number, identity: TupleValue[] | undefined, values: TupleValue[]): void
  delete(oid: number, identity: TupleValue[]): void
  truncate(oids: number[]): void
  message(lsn: bigint, prefix: string, transactional: boolean): void
}

/** Decodes one message of protocol version 1 and calls the handler. */
export function decodePgoutput(bytes: Buffer, handler: PgoutputHandler): void {
  const reader = new Reader(bytes)
  switch (reader.letter()) {
    case 'B': return handler.begin()
    case 'C': return handler.commit(bytes.readBigUInt64BE(10))
    case 'R': return handler.relation(readRelation(reader))
    case 'I': return readInsert(reader, handler)
    case 'U': return readUpdate(reader, handler)
    case 'D': return readDelete(reader, handler)
    case 'T': return readTruncate(reader, handler)
    case 'M': return readMessage(reader, handler)
    // Type, origin: nothing that we need.
  }
}

function readRelation(reader: Reader): Relation {
  const oid = reader.uint32()
  const schema = reader.name() || 'pg_catalog'
  const name = reader.name()
  const replicaIdentity = reader.letter()
  const columns = Array.from({ length: reader.uint16() }, () => {
    const flags = reader.byte()
    const column = { name: reader.name(), typeOid: reader.uint32(), inIdentity: (flags & 1) === 1 }
    // The type's modifier, such as a varchar's length: values arrive without it.
    reader.skip(4)
    return column
  })
  return { oid, schema, name, replicaIdentity, columns }
}

function readInsert(reader: Reader, handler: PgoutputHandler): void {
  const oid = reader.uint32()
  // 'N', always.
  reader.skip(1)
  handler.insert(oid, reader.tuple())
}

function readUpdate(reader: Reader, handler: PgoutputHandler): void {
  const oid = reader.uint32()
  const kind = reader.letter()
  if (kind === 'N') return handler.update(oid, undefined, reader.tuple())
  const old = reader.tuple()
  // A key ('K') has null in place of all other columns, which says nothing about them; an old row ('O') is complete.
  const identity = kind === 'K' ? old.map(value => value ?? undefined) : old
  // The 'N' between the old row and the new one.
  reader.skip(1)
  handler.update(oid, identity, reader.tuple())
}

function readDelete(reader: Reader, handler: PgoutputHandler): void {
  const oid = reader.uint32()
  // 'K' or 'O': the identity's columns are there either way.
  reader.skip(1)
  handler.delete(oid, reader.tuple())
}

function readTruncate(reader: Reader, handler: PgoutputHandler): void {
  const count = reader.uint32()
  // CASCADE and RESTART IDENTITY: Postgres names each table that was emptied.
  reader.skip(1)
  handler.truncate(Array.from({ length: count }, () => reader.uint32()))
}

function readMessage(reader: Reader, handler: PgoutputHandler): void {
  const transactional = (reader.byte() & 1) === 1
  const lsn = reader.uint64()
  handler.message(lsn, reader.name(), transactional)
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  skip(count: number): void {
    this.#at += count
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0
  }

  letter(): string {
    return String.fromCharCode(this.byte())
  }

  uint16(): number {
    this.#at += 2
    return this.#bytes.readUInt16BE(this.#at - 2)
  }

  uint32(): number {
    this.#at += 4
    return this.#bytes.readUInt32BE(this.#at - 4)
  }

  uint64(): bigint {
    this.#at += 8
    return this.#bytes.readBigUInt64BE(this.#at - 8)
  }

  name(): string {
    const end = this.#bytes.indexOf(0, this.#at)
    const name = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return name
  }

  tuple(): TupleValue[] {
    const count = this.uint16()
    const values = new Array<TupleValue>(count)
    for (let i = 0; i < count; i++) {
      const kind = this.byte()
      if (kind === 0x74) {
        const length = this.uint32()
        values[i] = this.#bytes.toString('utf8', this.#at, this.#at + length)
        this.#at += length
      }
      else {
        values[i] = kind === 0x6E ? null : undefined
      }
    }
    return values
  }
}
