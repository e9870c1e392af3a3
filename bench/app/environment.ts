import type { Person } from '../../tests/support/person.ts'
import type { Sql } from 'postgres'
import postgres from 'postgres'
import { ensureBuild } from '../../stack/build-app.ts'
import { signUp } from '../../tests/support/person.ts'
import { startStack } from '../../tests/support/stack.ts'

/** The whole app as `npm start` runs it: built, with a Postgres that waits for its disk. */
export interface Environment {
  readonly origin: string
  /** The app's Postgres, as the app sees it. */
  readonly sql: Sql
  /** A new account. */
  person(): Promise<Person>
  stop(): Promise<void>
}

export async function startEnvironment(): Promise<Environment> {
  await ensureBuild(new AbortController().signal)
  const stack = await startStack()
  const sql = postgres(stack.appUrl, { max: 2, onnotice: () => undefined })
  let people = 0
  return {
    origin: stack.url,
    sql,
    person: () => signUp(stack.url, `Person-${++people}`),
    async stop() {
      await sql.end()
      await stack.stop()
    },
  }
}
