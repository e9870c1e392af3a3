import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, zstdCompress } from 'node:zlib'

const deflate = promisify(deflateRaw)
const zstd = promisify(zstdCompress)

// Below this a piece is not worth a compressor's time.
const SMALL = 1024
const GZIP_HEADER = Buffer.of(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF)

/** Turns pieces of a response into an encoded body, each piece readable as soon as it arrives. */
export interface BodyEncoding {
  readonly name: 'gzip' | 'zstd' | undefined
  begin(): Buffer[]
  piece(bytes: Buffer): Buffer[] | Promise<Buffer[]>
  end(): Buffer[]
}

/** Compressed forms of pieces, shared by all streams that send the same bytes. */
export class CompressedPieces {
  readonly #deflated = new WeakMap<Buffer, Promise<Buffer>>()
  readonly #zstd = new WeakMap<Buffer, Promise<Buffer>>()

  deflated(bytes: Buffer): Promise<Buffer> {
    return remember(this.#deflated, bytes, () => deflate(bytes, { level: 1, finishFlush: constants.Z_SYNC_FLUSH }))
  }

  zstd(bytes: Buffer): Promise<Buffer> {
    return remember(this.#zstd, bytes, () => zstd(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 2 } }))
  }
}

function remember(memory: WeakMap<Buffer, Promise<Buffer>>, key: Buffer, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = memory.get(key)
  if (known) return known
  const made = make()
  memory.set(key, made)
  return made
}

export const identityEncoding: BodyEncoding = {
  name: undefined,
  begin: () => [],
  piece: bytes => [bytes],
  end: () => [],
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
}

/** A block of deflate that is not compressed (RFC 1951, 3.2.4). */
function stored(bytes: Buffer): Buffer[] {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(~bytes.length & 0xFFFF, 3)
  return [head, bytes]
}

/** A sequence of zstd frames (RFC 8878, 3.1), one a piece. */
export class ZstdEncoding implements BodyEncoding {
  readonly name = 'zstd'
  readonly #pieces: CompressedPieces

  constructor(pieces: CompressedPieces) {
    this.#pieces = pieces
  }

  begin(): Buffer[] {
    return []
  }

  piece(bytes: Buffer): Promise<Buffer[]> {
    return this.#pieces.zstd(bytes).then(piece => [piece])
  }

  end(): Buffer[] {
    return []
  }
}
