import type { EffectScope } from 'vue'
import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { watchQueue } from '../../../plugins/powersync/watchdog.ts'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { createList } from '../../../powersync/mutations/lists.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

const patience = 100

let local: LocalDatabaseForTest
let scope: EffectScope

beforeEach(async () => {
  scope = effectScope(true)
  local = await openLocalDatabase()
  // The stream says that it is there: that is what makes a queue that stands still suspicious.
  Object.defineProperty(local.database, 'connected', { value: true })
})

afterEach(async () => {
  scope.stop()
  await local.remove()
})

function watched(reconnect: () => void, shown = shallowRef(local.database)) {
  const isStuck = scope.run(() => watchQueue(shown, reconnect, patience))
  if (!isStuck) throw new Error('The scope has ended')
  return isStuck
}

test('a queue that stands still while connected is connected again and told, until it moves', async () => {
  const reconnect = vi.fn()
  const isStuck = watched(reconnect)
  await createList(kyselyOf(local.database), 'me', { name: 'Garden' })
  await vi.waitFor(() => expect(isStuck.value).toBe(true))
  await vi.waitFor(() => expect(reconnect.mock.calls.length).toBeGreaterThan(1))

  await (await local.database.getNextCrudTransaction())?.complete()
  await vi.waitFor(() => expect(isStuck.value).toBe(false))
  // It left, and nothing confirms it: the stream is dead, though it says nothing.
  reconnect.mockClear()
  await vi.waitFor(() => expect(reconnect.mock.calls.length).toBeGreaterThan(1))
  expect(isStuck.value).toBe(false)
})

test('that a queue stands still is not said of the database that is shown after it', async () => {
  const next = await openLocalDatabase()
  const shown = shallowRef(local.database)
  const isStuck = watched(vi.fn(), shown)
  await createList(kyselyOf(local.database), 'me', { name: 'Garden' })
  await vi.waitFor(() => expect(isStuck.value).toBe(true))
  shown.value = next.database
  await vi.waitFor(() => expect(isStuck.value).toBe(false))
  await next.remove()
})
