type Load = () => Promise<unknown>

type Edits<Module> = {
  readonly [Name in keyof Module]: Module[Name] extends (...values: infer Values) => infer Result ? (...values: Values) => Promise<Awaited<Result>> : never
}

/** What is still to be fetched. */
const missing = new Set<Load>()

/**
 * The functions of a module, each of which fetches the module when it is called: what changes rows, and Kysely with it, is needed only when
 * something is changed. All of them are fetched in advance once there is time ({@link loadAllLater}).
 */
export function later<Module extends object>(load: () => Promise<Module>): Edits<Module> {
  fetchedInAdvance(load)
  return new Proxy({} as Edits<Module>, {
    get: (_target, name) => async (...values: unknown[]): Promise<unknown> => {
      const edit: unknown = Reflect.get(await load(), name)
      if (typeof edit !== 'function') throw new TypeError(`There is no ${String(name)} to call`)
      return edit(...values)
    },
  })
}

/** Notes what is to be fetched once there is time, and gives it back. */
export function fetchedInAdvance<Fetch extends Load>(load: Fetch): Fetch {
  missing.add(load)
  return load
}

/** Fetches all that is used later, so that from now on it is there at once, and without a network. What did not come is asked for by the next call. */
export async function loadAllLater(): Promise<void> {
  await Promise.all([...missing].map(async (load) => {
    await load()
    missing.delete(load)
  }))
}
