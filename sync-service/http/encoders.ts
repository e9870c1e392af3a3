import { BsonLines } from '../protocol/bson-lines.ts'
import { CompressedPieces } from '../protocol/compression.ts'
import { LineEncoder } from '../protocol/line-encoder.ts'
import { NdjsonLines } from '../protocol/ndjson-lines.ts'

/** What all streams of a service share, so that the same line is encoded once. */
export interface Encoders {
  bson: LineEncoder
  ndjson: LineEncoder
  pieces: CompressedPieces
}

export function createEncoders(): Encoders {
  return { bson: new LineEncoder(new BsonLines()), ndjson: new LineEncoder(new NdjsonLines()), pieces: new CompressedPieces() }
}
