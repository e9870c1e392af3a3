/** One file of the build, as the build's list has it (modules/offline-shell.ts). */
export interface ListedFile {
  readonly url: string
  /** Null where the name changes with the content. */
  readonly revision: string | null
  /** Needed by some browsers only (SQLite comes in two kinds), or only at times: kept when it is used. */
  readonly kind?: 'when-used' | 'sqlite-sync' | 'sqlite-async'
}

/** What a page says to a worker. */
export type PageMessage =
  /** Which build are you of? Answered with a {@link WorkerAnswer} through the port that comes along. */
  | { readonly type: 'build' }
  /** A page runs: look after your files. */
  | { readonly type: 'check' }
  /** The person said so: take over from the worker before you. */
  | { readonly type: 'take-over' }

export interface WorkerAnswer {
  readonly build: string
}

/** Every page holds this Web Lock, shared, as long as it lives: it tells which builds still run in this browser. */
export function buildLock(build: string): string {
  return `${buildLockPrefix}${build}`
}

export const buildLockPrefix = 'driftless:build:'
