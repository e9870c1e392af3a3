import type { UploadTransaction } from './read-upload.ts'

/** The last in line for each list. */
const lines = new Map<string, Promise<unknown>>()

/**
 * Lets transactions that add todos to the same list go one after the other: they would all fail at the list's counter but
 * one, and be retried. Between several servers Postgres still sees to it; this only saves the work.
 */
export async function inTurn<T>(transaction: UploadTransaction, run: () => Promise<T>): Promise<T> {
  const lists = new Set(transaction.ops.filter(op => op.table === 'todos').map(op => op.data?.list_id).filter(id => typeof id === 'string'))
  if (lists.size === 0) return run()
  const { promise: done, resolve: leave } = Promise.withResolvers()
  const before = [...lists].map(id => lines.get(id))
  // Joining every line at once, without a pause between, is what keeps two from waiting for each other.
  for (const id of lists) lines.set(id, done)
  await Promise.all(before)
  try {
    return await run()
  }
  finally {
    leave(undefined)
    for (const id of lists) if (lines.get(id) === done) lines.delete(id)
  }
}
