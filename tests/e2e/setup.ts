import type { TestProject } from 'vitest/node'
import { ensureBuild } from '../../stack/build-app.ts'
import { startStack } from '../support/stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the app answers, such as `http://localhost:4100`. */
    origin: string
    /** The app's Postgres, as the role `driftless`. */
    databaseUrl: string
  }
}

/** One stack for all end-to-end tests: the built app, the sync service and Postgres, as `npm start` runs them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Here and not in what it starts, whose words nobody sees: it takes half a minute and more.
  await ensureBuild(new AbortController().signal)
  const stack = await startStack()
  project.provide('origin', stack.url)
  project.provide('databaseUrl', stack.appUrl)
  return () => stack.stop()
}
