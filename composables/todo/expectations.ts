import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ShallowRef } from 'vue'
import type { TodoItem } from '~/composables/useTodos'
import { shallowRef } from 'vue'
import { rereadAll } from '~/composables/sync/shared-query'
import { editsOfTabs } from '~/composables/todo/edits-of-tabs'

/** What a todo will look like when the database has an edit that was just made. `isGone`: not on this screen any more. */
export type Expected = Partial<Pick<TodoItem, 'title' | 'completedAt' | 'completedByName' | 'dueOn' | 'priority' | 'labels' | 'assignee' | 'place'>> & { isGone?: 'deleted' | 'elsewhere' }

/** A todo that is being added to a list: before or behind another one, at the top, else at the end. */
export interface Added {
  listId: string
  to: { before?: string, after?: string, first?: boolean }
  item: TodoItem
}

/** An edit that is shown and that not everything on the screen has read from the database. */
export interface Expectation {
  ids: readonly string[]
  changes: Expected
  added?: Added
  /** Made in another tab: the database has it, this tab has not read it yet. */
  isWritten?: true
}

export interface Expectations {
  /** Painted in their rows, not yet in the lists around them. */
  readonly ahead: ShallowRef<readonly Expectation[]>
  readonly shown: ShallowRef<readonly Expectation[]>
  /** Shows an edit that the database has in the browser's other tabs, too. */
  readonly tell: (expectation: Expectation) => void
  readonly forget: (expectation: Expectation) => void
}

/** Of more todos at once other tabs read themselves. */
const mostTold = 200

const ofDatabase = new WeakMap<CommonPowerSyncDatabase, Expectations>()

/** What is shown of a database before it was read from there. */
export function expectationsOf(database: CommonPowerSyncDatabase): Expectations {
  const known = ofDatabase.get(database) ?? beginExpecting(database)
  ofDatabase.set(database, known)
  return known
}

function beginExpecting(database: CommonPowerSyncDatabase): Expectations {
  const shown = shallowRef<readonly Expectation[]>([])
  const forget = (expectation: Expectation) => {
    shown.value = shown.value.filter(other => other !== expectation)
  }
  const tell = editsOfTabs<Expectation>(database, (edit) => {
    const theirs: Expectation = { ...edit, isWritten: true }
    shown.value = [...shown.value, theirs]
    void rereadAll(database, 'todos').finally(() => forget(theirs))
  })
  return {
    ahead: shallowRef<readonly Expectation[]>([]),
    shown,
    forget,
    tell(expectation) {
      const { ids, changes, added } = expectation
      // What went elsewhere may stand on another tab's screen just there.
      const isMove = changes.isGone === 'elsewhere' || changes.place !== undefined
      if (added || (ids.length > 0 && ids.length <= mostTold && !isMove)) tell(expectation)
    },
  }
}

/** What they change, by the todo's id; of two edits of one todo the later one counts. */
export function changesById(expectations: readonly Expectation[] = []): ReadonlyMap<string, Expected> {
  const all = new Map<string, Expected>()
  for (const { ids, changes } of expectations) {
    for (const id of ids) {
      const earlier = all.get(id)
      all.set(id, earlier ? { ...earlier, ...changes } : changes)
    }
  }
  return all
}
