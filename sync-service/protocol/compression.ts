import { promisify } from 'node:util'
import { constants, crc32, createZstdCompress, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

// Below this a piece is not worth a compressor's time.
const SMALL = 1024
const GZIP_HEADER = Buffer.of(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF)

/** Turns pieces of a response into an encoded body, each piece readable as soon as it arrives. */
export interface BodyEncoding {
  readonly name: 'gzip' | 'zstd' | undefined
  begin(): Buffer[]
  piece(bytes: Buffer): Buffer[] | Promise<Buffer[]>
  end(): Buffer[] | Promise<Buffer[]>
  /** Frees what it holds, whether or not it has ended. */
  close(): void
}

/** Deflated forms of pieces, shared by all streams that send the same bytes. */
export class CompressedPieces {
  readonly #deflated = new WeakMap<Buffer, Promise<Buffer>>()

  deflated(bytes: Buffer): Promise<Buffer> {
    const known = this.#deflated.get(bytes)
    if (known) return known
    const made = deflate(bytes, { level: 1, finishFlush: constants.Z_SYNC_FLUSH })
    this.#deflated.set(bytes, made)
    return made
  }
}

export const identityEncoding: BodyEncoding = {
  name: undefined,
  begin: () => [],
  piece: bytes => [bytes],
  end: () => [],
  close: () => undefined,
}

/**
 * A gzip stream (RFC 1952) out of pieces that were deflated on their own: each ends on a byte boundary and refers to nothing before it, so
 * no stream needs a compressor, which would cost a quarter of a megabyte for each connection.
 */
export class GzipEncoding implements BodyEncoding {
  readonly name = 'gzip'
  readonly #pieces: CompressedPieces
  #sum = 0
  #size = 0

  constructor(pieces: CompressedPieces) {
    this.#pieces = pieces
  }

  begin(): Buffer[] {
    return [GZIP_HEADER]
  }

  piece(bytes: Buffer): Buffer[] | Promise<Buffer[]> {
    this.#sum = crc32(bytes, this.#sum)
    this.#size = (this.#size + bytes.length) >>> 0
    return bytes.length < SMALL ? stored(bytes) : this.#pieces.deflated(bytes).then(piece => [piece])
  }

  end(): Buffer[] {
    const trailer = Buffer.of(1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0)
    trailer.writeUInt32LE(this.#sum, 5)
    trailer.writeUInt32LE(this.#size, 9)
    return [trailer]
  }

  close(): void {}
}

/** A block of deflate that is not compressed (RFC 1951, 3.2.4). */
function stored(bytes: Buffer): Buffer[] {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(~bytes.length & 0xFFFF, 3)
  return [head, bytes]
}

// A window of 128 KB: a connection's compressor then takes a quarter of a megabyte instead of several.
const ZSTD = {
  params: {
    [constants.ZSTD_c_compressionLevel]: 2,
    [constants.ZSTD_c_windowLog]: 17,
    [constants.ZSTD_c_hashLog]: 14,
    [constants.ZSTD_c_chainLog]: 14,
  },
}

/** One zstd frame (RFC 8878), flushed after each piece. Decoders in use stop after a frame, so pieces cannot be shared as with gzip. */
export class ZstdEncoding implements BodyEncoding {
  readonly name = 'zstd'
  readonly #compressor = createZstdCompress(ZSTD)
  #output: Buffer[] = []

  constructor() {
    this.#compressor.on('data', (chunk: Buffer) => this.#output.push(chunk))
  }

  begin(): Buffer[] {
    return []
  }

  piece(bytes: Buffer): Promise<Buffer[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer[]>()
    this.#compressor.once('error', reject)
    this.#compressor.write(bytes)
    this.#compressor.flush(() => {
      this.#compressor.off('error', reject)
      resolve(this.#output.splice(0))
    })
    return promise
  }

  end(): Promise<Buffer[]> {
    const { promise, resolve } = Promise.withResolvers<Buffer[]>()
    this.#compressor.once('end', () => resolve(this.#output.splice(0)))
    this.#compressor.end()
    return promise
  }

  close(): void {
    this.#compressor.destroy()
  }
}
