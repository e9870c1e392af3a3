import type { Database } from '../kysely.ts'
import type { ImportedTodo } from './import-file.ts'

interface Known { id: string, title: string, parent_id: string | null }

/** The live todos of a list. Each can stand for one todo of a file. */
export class KnownTodos {
  static readonly none = new KnownTodos([], [])
  readonly size: number
  readonly #byId: ReadonlyMap<string, Known>
  readonly #byPlace: ReadonlyMap<string, Known[]>
  readonly #taken = new Set<string>()

  private constructor(todos: readonly Known[], wanted: readonly ImportedTodo[]) {
    this.size = todos.length
    this.#byId = new Map(todos.map(todo => [todo.id, todo]))
    this.#byPlace = Map.groupBy(todos, todo => placeOf(todo.parent_id, todo.title))
    // A todo that the file names by its id is no other one's double.
    for (const { id } of wanted.flatMap(todo => [todo, ...todo.subtasks])) {
      if (id !== null) this.#taken.add(id)
    }
  }

  static async of(db: Database, listId: string, wanted: readonly ImportedTodo[]): Promise<KnownTodos> {
    return new KnownTodos(await db.selectFrom('todos').select(['id', 'title', 'parent_id'])
      .where('list_id', '=', listId).where('deleted_at', 'is', null).orderBy('position').orderBy('id').execute(), wanted)
  }

  /**
   * The todo that is the same: by its id wherever it is in the list, else by its title in the same place. Null if there is none (any more).
   *
   * @param parent the todo it is a subtask of, null for none, undefined for one that is new and has nothing below it yet
   */
  take(todo: ImportedTodo, parent: string | null | undefined): string | null {
    const same = (todo.id === null ? undefined : this.#byId.get(todo.id)) ?? (parent === undefined ? undefined : this.#byTitle(todo.title, parent))
    if (!same) return null
    this.#taken.add(same.id)
    return same.id
  }

  #byTitle(title: string, parent: string | null): Known | undefined {
    return this.#byPlace.get(placeOf(parent, title))?.find(candidate => !this.#taken.has(candidate.id))
  }
}

function placeOf(parent: string | null, title: string): string {
  return `${parent ?? ''}\n${title}`
}
