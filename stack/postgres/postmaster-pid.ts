/** What a running (or killed) postmaster wrote into `postmaster.pid`. */
export interface PostmasterPid {
  readonly pid: number
  readonly cluster: string
  readonly port: number | undefined
  readonly status: string | undefined
}

/**
 * Reads the lines of `postmaster.pid` as `src/include/utils/pidfile.h` of Postgres numbers them: pid, data directory, start
 * time, port, socket directory, listen address, shared memory key, status. `undefined` for a file cut short by a crash.
 */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const [pid, cluster, , port, , , , status] = text.split('\n').map(line => line.trim())
  const number = Number(pid)
  if (!Number.isSafeInteger(number) || number <= 0 || !cluster) return undefined
  return { pid: number, cluster, port: Number(port) || undefined, status: status || undefined }
}
