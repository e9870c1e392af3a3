/** Rebuilding was refused, or has failed: the message is for the person. */
export class RebuildError extends Error {
  readonly code: 'busy' | 'not_possible'

  constructor(code: RebuildError['code'], message: string) {
    super(message)
    this.name = 'RebuildError'
    this.code = code
  }
}
