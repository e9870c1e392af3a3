import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { ShallowRef } from 'vue'
import type { TodoItem } from '~/composables/useTodos'
import type { KeptAct } from '~/powersync/mutations/repeat-act'
import type { KeptMove } from '~/powersync/mutations/repeat-move'
import type { Seen } from '~/shared/seen'
import { computed, shallowRef } from 'vue'
import { rereadAll } from '~/composables/sync/shared-query'
import { rereadUploads } from '~/composables/sync/shared-uploads'
import { whileKept } from '~/composables/todo/kept-acts'
import { inTurn } from '~/composables/todo/in-turn'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { useSteps } from '~/composables/useSteps'

/** What a todo will look like when the database has an edit that was just made. `isGone`: not on this screen any more. */
export type Expected = Partial<Pick<TodoItem, 'title' | 'completedAt' | 'completedByName' | 'dueOn' | 'priority' | 'labels' | 'assignee'>> & { isGone?: 'deleted' | 'elsewhere' }

/** A todo that is being added to a list: before or behind another one, at the top, else at the end. */
export interface Added {
  listId: string
  to: { before?: string, after?: string, first?: boolean }
  item: TodoItem
}

/** What is written down of an act beside what it changes: where it takes todos, and, by todo, what stood there before its author's eyes. */
interface Known extends KeptMove {
  seen?: Readonly<Record<string, Seen>>
}

interface Expectation {
  ids: readonly string[]
  changes: Expected
  added?: Added
}

const ofDatabase = new WeakMap<CommonPowerSyncDatabase, ShallowRef<readonly Expectation[]>>()

function expectationsOf(database: CommonPowerSyncDatabase): ShallowRef<readonly Expectation[]> {
  const known = ofDatabase.get(database) ?? shallowRef<readonly Expectation[]>([])
  ofDatabase.set(database, known)
  return known
}

/**
 * Edits are painted from memory in the frame in which they are made, and from the database as soon as it has them: in a list of thousands of
 * todos that takes longer than a frame. An edit that fails is taken back from the screen at once.
 */
export function useExpectedTodos() {
  const me = useMe()
  const { during } = useSteps()
  const { powersync } = useDatabase()
  const expectations = computed(() => powersync.value && expectationsOf(powersync.value))

  return {
    /** By the todo's id; of two edits the later one counts. */
    expected: computed(() => {
      const all = new Map<string, Expected>()
      for (const { ids, changes } of expectations.value?.value ?? []) {
        for (const id of ids) {
          const earlier = all.get(id)
          all.set(id, earlier ? { ...earlier, ...changes } : changes)
        }
      }
      return all as ReadonlyMap<string, Expected>
    }),
    /** Todos that the database does not have yet, in the order in which they were added. */
    added: computed(() => (expectations.value?.value ?? []).flatMap(({ added }) => added ?? [])),
    /** Something is shown that the database does not have yet. */
    isSaving: computed(() => (expectations.value?.value.length ?? 0) > 0),
    /** Does `act`, which makes these changes, or this move, and shows them meanwhile. Resolves when the database has them. */
    expecting: <T>(ids: readonly string[], changes: Expected, act: () => Promise<T>, { seen, ...move }: Known = {}) => (
      kept({ ...keptEdit(ids, changes, seen), ...move }, () => expect({ ids, changes }, act))
    ),
    /** Does `act`, which puts todos where they are shown already. */
    placing: <T>(placed: KeptMove['placed'], act: () => Promise<T>) => kept({ placed }, () => expect({ ids: [], changes: {} }, act)),
    /** Does `act`, which adds this todo, and shows it meanwhile. */
    adding: <T>(added: Added, act: () => Promise<T>) => expect({ ids: [], changes: {}, added }, act),
  }

  /** Writes the act down until the database has it: a page may be gone before. */
  function kept<T>(what: Omit<KeptAct, 'id' | 'owner'>, act: () => Promise<T>): Promise<T> {
    return Object.values(what).some(Boolean) ? whileKept({ ...what, owner: me.value }, act) : act()
  }

  async function expect<T>(expectation: Expectation, act: () => Promise<T>): Promise<T> {
    const [database, shown] = [powersync.value, expectations.value]
    if (!database || !shown) return await act()
    shown.value = [...shown.value, expectation]
    const forget = () => {
      shown.value = shown.value.filter(other => other !== expectation)
    }
    try {
      const result = await during(inTurn(database, act))
      // Not awaited: who acts goes on when the database has the edit, the screen follows by itself.
      // With the queue, so that nothing says "Synced" in between.
      void Promise.all([rereadAll(database, 'todos'), rereadUploads(database)]).finally(forget)
      return result
    }
    catch (error) {
      forget()
      throw error
    }
  }
}

/** What can be done again of an edit. */
function keptEdit(ids: readonly string[], { title, completedAt, dueOn, priority, labels, assignee, isGone }: Expected, seen: Known['seen']): Pick<KeptAct, 'edited'> {
  const changes = {
    ...title !== undefined && { title },
    ...completedAt !== undefined && { isCompleted: completedAt !== null },
    ...dueOn !== undefined && { dueOn },
    ...priority !== undefined && { priority },
    ...labels !== undefined && { labels },
    ...assignee !== undefined && { assigneeId: assignee?.userId ?? null },
    ...isGone === 'deleted' && { isDeleted: true },
  }
  return Object.keys(changes).length > 0 ? { edited: { ids, changes, seen } } : {}
}
