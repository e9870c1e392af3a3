import { execFileSync } from 'node:child_process'

const programs = {
  app: /\.output\/server\/index\.mjs/,
  sync: /sync-service\/main\.ts/,
  postgres: /postgres .*-D|bin\/postgres/,
} as const

/** Sends a signal to one of the processes that the supervisor started. False when it is not running just now. */
export function signalChild(supervisor: number, program: keyof typeof programs, signal: NodeJS.Signals): boolean {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n')
  const child = lines.map(line => line.trim().split(/\s+/)).find(([, parent, ...command]) => Number(parent) === supervisor && programs[program].test(command.join(' ')))
  if (!child) return false
  try {
    process.kill(Number(child[0]), signal)
    return true
  }
  catch (error) {
    // It ended in the same moment.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
