import type { NewTodo } from '~/powersync/mutations/todos'
import { dropAdded, keepAdded } from '~/composables/todo/added-ahead'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { addTodo } from '~/powersync/mutations/todos'

/** Adds todos so that none is lost: not when the page is reloaded in the same moment, and not when the database's worker is given up. */
export function useAdding() {
  const me = useMe()
  const { powersync, opened } = useDatabase()

  /** Resolves to its id when the database has it. What is added first stands first, without waiting in between. */
  return async function add(listId: string, title: string, options: NewTodo & { id: string }): Promise<string> {
    const [owner, database] = [me.value, powersync.value]
    keepAdded({ id: options.id, owner, listId, title, options })
    const write = async () => addTodo(await opened(), owner, listId, title, options)
    try {
      return await write().catch((error: unknown) => {
        if (powersync.value === database || me.value !== owner) throw error
        // Another database took the place of one that did not answer any more.
        return write()
      })
    }
    finally {
      dropAdded(options.id)
    }
  }
}
