import type { JobRun } from '../../shared/inspector/server-report.ts'

const kept = 10
const runs = new Map<string, JobRun[]>()

/** Runs a job and remembers how that went, in this process' memory. */
export async function noted<T>(name: string, run: () => Promise<T>): Promise<T> {
  const at = new Date().toISOString()
  const began = performance.now()
  const note = (failed: boolean, outcome: string) => {
    const known = runs.get(name) ?? []
    runs.set(name, [{ at, milliseconds: Math.round(performance.now() - began), failed, outcome }, ...known].slice(0, kept))
  }
  try {
    const result = await run()
    note(false, JSON.stringify(result))
    return result
  }
  catch (error) {
    note(true, error instanceof Error ? error.message : String(error))
    throw error
  }
}

/** The last first. */
export function runsOf(name: string): readonly JobRun[] {
  return runs.get(name) ?? []
}
