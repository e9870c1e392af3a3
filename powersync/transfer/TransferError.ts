import type { Said } from './import-file.ts'

export type TransferErrorCode = 'too_large' | 'not_text' | 'empty' | 'broken_json' | 'broken_csv' | 'unknown_format' | 'newer_version'

/** A file that cannot be read at all. `said` tells people where it is wrong and what to do, in the messages' words. */
export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode
  readonly said: Said
  /** Counted from 1. */
  readonly line: number | null

  constructor(code: TransferErrorCode, said: Said, line: number | null = null, cause?: unknown) {
    super(`The file cannot be imported: ${code}`, { cause })
    this.code = code
    this.said = said
    this.line = line
  }
}
