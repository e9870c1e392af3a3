import type { Added, Expectation, Expectations, Expected } from '~/composables/todo/expectations'
import type { KeptAct } from '~/powersync/mutations/repeat-act'
import type { KeptMove } from '~/powersync/mutations/repeat-move'
import type { Seen } from '~/shared/seen'
import { computed } from 'vue'
import { afterPaint } from '~/composables/after-paint'
import { rereadAll } from '~/composables/sync/shared-query'
import { rereadUploads } from '~/composables/sync/shared-uploads'
import { changesById, expectationsOf } from '~/composables/todo/expectations'
import { whileKept } from '~/composables/todo/kept-acts'
import { inTurn } from '~/composables/todo/in-turn'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { useSteps } from '~/composables/useSteps'

/** What there is to an act beside what it changes: where it takes todos, and, by todo, what stood there before its author's eyes. */
interface Known extends KeptMove {
  seen?: Readonly<Record<string, Seen>>
  /** Called before the list shows what changed: the focus must not go with a row. */
  beforeListed?: () => void
}

/**
 * Edits are painted from memory in the frame in which they are made, and from the database as soon as it has them: in a list of thousands of
 * todos that takes longer than a frame. An edit that fails is taken back from the screen at once.
 *
 * A tick is painted in its row first, and in the list when that was seen: to arrange ten thousand todos that lose one takes half a frame.
 */
export function useExpectedTodos() {
  const me = useMe()
  const { during } = useSteps()
  const { powersync } = useDatabase()
  const expectations = computed(() => powersync.value && expectationsOf(powersync.value))
  const ahead = computed(() => changesById(expectations.value?.ahead.value))

  return {
    /** By the todo's id. */
    expected: computed(() => changesById(expectations.value?.shown.value)),
    /** A todo with a tick that is painted already, a frame ahead of the list in which it stands. */
    asPainted<Shown extends { id: string }>(todo: Shown): Shown {
      const changes = ahead.value.get(todo.id)
      return changes ? { ...todo, ...changes } : todo
    },
    /** Todos that the database does not have yet, in the order in which they were added. */
    added: computed(() => (expectations.value?.shown.value ?? []).flatMap(({ added }) => added ?? [])),
    /** Something is shown that the database does not have yet. */
    isSaving: computed(() => ahead.value.size > 0 || (expectations.value?.shown.value.some(({ isWritten }) => !isWritten) ?? false)),
    /** Does `act`, which makes these changes, or this move, and shows them meanwhile. Resolves when the database has them. */
    expecting: <T>(ids: readonly string[], changes: Expected, act: () => Promise<T>, { seen, beforeListed, ...move }: Known = {}) => (
      kept({ ...keptEdit(ids, changes, seen), ...move }, () => expect({ ids, changes }, act, beforeListed))
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

  async function expect<T>(expectation: Expectation, act: () => Promise<T>, beforeListed: () => void = () => {}): Promise<T> {
    const [database, all] = [powersync.value, expectations.value]
    if (!database || !all) {
      beforeListed()
      return await act()
    }
    const { tell, forget } = all
    const listed = list(all, expectation, beforeListed)
    try {
      const result = await during(inTurn(database, () => listed ? listed.then(act) : act()))
      tell(expectation)
      // Not awaited: who acts goes on when the database has the edit, the screen follows by itself.
      // With the queue, so that nothing says "Synced" in between.
      void Promise.all([rereadAll(database, 'todos'), rereadUploads(database)]).finally(() => forget(expectation))
      return result
    }
    catch (error) {
      forget(expectation)
      throw error
    }
  }
}

/** Shows it in the lists: at once, or, where it is a tick, after its row was painted. */
function list({ ahead, shown }: Expectations, expectation: Expectation, before: () => void): Promise<void> | null {
  function add() {
    before()
    shown.value = [...shown.value, expectation]
  }
  if (expectation.changes.completedAt === undefined) {
    add()
    return null
  }
  ahead.value = [...ahead.value, expectation]
  return afterPaint().then(() => {
    ahead.value = ahead.value.filter(other => other !== expectation)
    add()
  })
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
