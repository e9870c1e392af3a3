/** An edit that cannot be made again as it was. */
export class RedoError extends Error {
  override readonly name = 'RedoError'
  /** `gone`: the row is not here any more. `changed`: it changed again since, so the person should look first. */
  readonly code: 'gone' | 'changed'

  constructor(code: RedoError['code']) {
    super(`The edit cannot be made again: ${code}`)
    this.code = code
  }
}
