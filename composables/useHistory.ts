import type { Database } from '~/powersync/kysely'
import type { ReversibleTable, RowChange } from '~/powersync/mutations/row-changes'
import type { ActOnPart, Touched } from '~/powersync/mutations/tracked-edit'
import type { Step } from '~/composables/useSteps'
import { useDatabase } from '~/composables/useDatabase'
import { useSteps } from '~/composables/useSteps'
import { later, loadAllLater } from '~/powersync/later'

const { changesBetween, readRows, revertChanges } = later(() => import('~/powersync/mutations/row-changes'))
const { editManyTracked, editTracked } = later(() => import('~/powersync/mutations/tracked-edit'))

/** What was done; where only the row is known, with what it is called. */
type Words = string | ((name: string) => string)

/**
 * Does things so that they can be taken back. Taking back is an edit like any other: made here at once, sent when it can be, and guarded, so that it
 * never overwrites what somebody else did in the meantime.
 */
export function useHistory() {
  const { opened } = useDatabase()
  const { push, during } = useSteps()

  /** Does something to rows that are there, and remembers what it did to them. The act is a transaction, which waits for nothing but the database. */
  function track(words: Words, touched: Touched, act: (tx: Database) => Promise<unknown>): Promise<Step> {
    return during(doTracked(words, db => editTracked(db, touched, act)))
  }

  /** The same for what is done to many todos: in several transactions where one upload does not take all of them. */
  function trackMany(words: Words, ids: readonly string[], act: ActOnPart): Promise<Step> {
    return during(doTracked(words, db => editManyTracked(db, ids, act)))
  }

  async function doTracked(words: Words, edit: (db: Database) => Promise<readonly RowChange[]>): Promise<Step> {
    // A transaction must not wait for code that comes over a slow network.
    await loadAllLater()
    return pushChanges(words, await edit(await opened()))
  }

  /** Makes rows, and remembers them: taken back they go to the trash. `act` resolves to their ids. */
  function trackNew(words: Words, act: () => Promise<readonly string[]>, table: ReversibleTable = 'todos'): Promise<Step> {
    return during(makeTracked(words, act, table))
  }

  async function makeTracked(words: Words, act: () => Promise<readonly string[]>, table: ReversibleTable): Promise<Step> {
    const ids = await act()
    return pushChanges(words, await changesBetween(table, new Map(), await readRows(await opened(), table, ids)))
  }

  function pushChanges(given: Words, changes: readonly RowChange[]): Step {
    const words = typeof given === 'string' ? given : given(changes[0]?.name ?? '')
    // What changed nothing is nothing to take back.
    if (changes.length === 0) return { id: 0, words, undo: () => Promise.resolve([]) }
    const revert = (direction: 'back' | 'forth') => async () => revertChanges(await opened(), changes, direction)
    return push({ words, undo: revert('back'), redo: revert('forth') })
  }

  return { push, track, trackMany, trackNew }
}
