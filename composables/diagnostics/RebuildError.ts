import { WordedError } from '~/composables/WordedError'

/** Rebuilding was refused, or has failed. */
export class RebuildError extends WordedError {
  readonly code: 'busy' | 'not_possible'

  constructor(code: RebuildError['code'], message: string) {
    super(message)
    this.name = 'RebuildError'
    this.code = code
  }
}
