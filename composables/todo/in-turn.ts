const lastOf = new WeakMap<object, Promise<unknown>>()

/**
 * Does `act` when everything that was asked for before it, with the same key, is done or has failed: what a person does one after the other
 * must not reach the database in another order. An act may not ask for another one and wait for it.
 */
export function inTurn<T>(key: object, act: () => Promise<T>): Promise<T> {
  const result = (lastOf.get(key) ?? Promise.resolve()).then(act)
  lastOf.set(key, result.catch(() => undefined))
  return result
}
