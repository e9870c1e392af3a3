import type { Interruption } from './interruption.ts'

/** Runs to its end, or until interrupted, and returns the exit code. */
export type Task = (args: string[], interruption: Interruption) => Promise<number>

/** Every task of `node stack/run.mjs <task>`, one file each. */
export const tasks: Readonly<Record<string, () => Promise<{ default: Task }>>> = {
  'start': () => import('./tasks/start.ts'),
  'dev': () => import('./tasks/dev.ts'),
  'build': () => import('./tasks/build.ts'),
  'test': () => import('./tasks/test.ts'),
  'lint': () => import('./tasks/lint.ts'),
  'test-browsers': () => import('./tasks/test-browsers.ts'),
  'test-update': () => import('./tasks/test-update.ts'),
  'typecheck': () => import('./tasks/typecheck.ts'),
  'sync-service': () => import('./tasks/sync-service.ts'),
  'bench': () => import('./tasks/bench.ts'),
  'icons': () => import('./tasks/icons.ts'),
  'torture': () => import('./tasks/torture.ts'),
  'screenshots': () => import('./tasks/screenshots.ts'),
}
