export interface SyncConfigProblem {
  level: 'fatal' | 'warning'
  message: string
  /** Character offsets into the YAML text. */
  location?: { start: number, end: number }
  line?: number
  column?: number
}

/** The sync config does not compile. The message has each problem that keeps it from that, with its line and column. */
export class SyncConfigError extends Error {
  override name = 'SyncConfigError'
  readonly code = 'PSYNC_R0001'
  /** Warnings too. */
  readonly problems: SyncConfigProblem[]

  constructor(problems: SyncConfigProblem[]) {
    super(fatal(problems).map(problem => `${placeOf(problem, ' ')}${problem.message}`).join('\n'))
    this.problems = problems
  }

  /** The message with the file before each place, so that editors and terminals can open it there. */
  messageIn(path: string): string {
    return fatal(this.problems).map(problem => `${path}:${placeOf(problem, ':')} ${problem.message}`).join('\n')
  }
}

function fatal(problems: SyncConfigProblem[]): SyncConfigProblem[] {
  return problems.filter(({ level }) => level === 'fatal')
}

function placeOf({ line, column }: SyncConfigProblem, end: string): string {
  return line === undefined ? '' : `${line}:${column}${end}`
}

export function placeInText(text: string, offset: number): { line: number, column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
