export type TransferErrorCode = 'too_large' | 'not_text' | 'empty' | 'broken_json' | 'broken_csv' | 'unknown_format' | 'newer_version'

/** A file that cannot be read at all. The message says where it is wrong and what to do, and can be shown as it is. */
export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode
  /** Counted from 1. */
  readonly line: number | null

  constructor(code: TransferErrorCode, message: string, line: number | null = null, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.line = line
  }
}
