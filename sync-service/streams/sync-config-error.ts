export interface SyncConfigProblem {
  level: 'fatal' | 'warning'
  message: string
  /** Character offsets into the YAML text. */
  location?: { start: number, end: number }
  line?: number
  column?: number
}

/** The sync config does not compile. The message has each problem with its line and column. */
export class SyncConfigError extends Error {
  override name = 'SyncConfigError'
  readonly code = 'PSYNC_R0001'
  readonly problems: SyncConfigProblem[]

  constructor(problems: SyncConfigProblem[]) {
    super(problems.map(({ line, column, message }) => line === undefined ? message : `${line}:${column} ${message}`).join('\n'))
    this.problems = problems
  }
}

export function placeInText(text: string, offset: number): { line: number, column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
