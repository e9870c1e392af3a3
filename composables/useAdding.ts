import type { NewTodo } from '~/powersync/mutations/todos'
import { dropAct, keepAct } from '~/composables/todo/kept-acts'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { later } from '~/powersync/later'

const { addTodo } = later(() => import('~/powersync/mutations/todos'))

type Showing = (write: () => Promise<string>) => Promise<string>

/** Adds todos so that none is lost: not when the page is reloaded in the same moment, and not when the database's worker is given up. */
export function useAdding() {
  const me = useMe()
  const { powersync, opened } = useDatabase()

  /**
   * Resolves to its id when the database has it. What is added first stands first, without waiting in between.
   *
   * @param showing does the writing, and shows the todo meanwhile
   */
  return async function add(listId: string, title: string, options: NewTodo & { id: string }, showing: Showing = write => write()): Promise<string> {
    const [owner, database] = [me.value, powersync.value]
    keepAct({ id: options.id, owner, added: { listId, title, options } })
    const once = async () => addTodo(await opened(), owner, listId, title, options)
    const write = () => once().catch((error: unknown) => {
      if (powersync.value === database || me.value !== owner) throw error
      // Another database took the place of one that did not answer any more.
      return once()
    })
    try {
      return await showing(write)
    }
    finally {
      dropAct(options.id)
    }
  }
}
