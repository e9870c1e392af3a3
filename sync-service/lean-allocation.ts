// glibc otherwise keeps an arena for each thread, and freed buffers in all of them: 45 MB after an initial copy.
const SETTINGS = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' }

/**
 * Has the C library give freed memory back. It reads its settings (mallopt(3)) only when a process begins, so where they are missing this
 * process begins anew in its place, with the same id and arguments. Elsewhere than on Linux, or with a channel to a parent, nothing happens.
 */
export function allocateLeanly(): void {
  if (process.platform !== 'linux' || process.execve === undefined || process.channel || process.env.MALLOC_ARENA_MAX) return
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], { ...process.env, ...SETTINGS })
}
