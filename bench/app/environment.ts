import type { Person } from '../../tests/support/person.ts'
import { ensureBuild } from '../../stack/build-app.ts'
import { signUp } from '../../tests/support/person.ts'
import { startStack } from '../../tests/support/stack.ts'

/** The whole app as `npm start` runs it: built, with a Postgres that waits for its disk. */
export interface Environment {
  readonly origin: string
  /** A new account. */
  person(): Promise<Person>
  stop(): Promise<void>
}

export async function startEnvironment(): Promise<Environment> {
  await ensureBuild(new AbortController().signal)
  const stack = await startStack()
  let people = 0
  return {
    origin: stack.url,
    person: () => signUp(stack.url, `Person-${++people}`),
    stop: () => stack.stop(),
  }
}
