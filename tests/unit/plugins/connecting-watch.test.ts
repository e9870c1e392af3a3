import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shallowRef } from 'vue'
import { watchConnecting } from '../../../plugins/powersync/connecting-watch.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let local: LocalDatabaseForTest
let connected: boolean
const options = { isWanted: vi.fn(() => true), reconnect: vi.fn(), replaceWorker: vi.fn(), isServerWell: vi.fn(() => Promise.resolve(true)) }
const minute = 60_000

beforeEach(async () => {
  local = await openLocalDatabase()
  connected = false
  Object.defineProperty(local.database, 'connected', { get: () => connected })
  vi.useFakeTimers()
  for (const each of Object.values(options)) each.mockClear()
  watchConnecting(shallowRef<CommonPowerSyncDatabase>(local.database), options)
})

afterEach(async () => {
  vi.clearAllTimers()
  vi.useRealTimers()
  await local.remove()
})

test('a connection that does not come though the server is well is asked for again, and then in a new worker, once', async () => {
  await vi.advanceTimersByTimeAsync(minute / 2)
  expect(options.reconnect).toHaveBeenCalledTimes(1)
  expect(options.replaceWorker).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(minute / 2)
  expect(options.replaceWorker).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(5 * minute)
  expect(options.replaceWorker).toHaveBeenCalledTimes(1)

  connected = true
  await vi.advanceTimersByTimeAsync(minute)
  connected = false
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(options.replaceWorker).toHaveBeenCalledTimes(2)
})

test.each([
  ['the server is away', () => options.isServerWell.mockResolvedValue(false)],
  ['nobody is signed in', () => options.isWanted.mockReturnValue(false)],
  ['the connection is there', () => { connected = true }],
])('nothing is done while %s', async (_, arrange) => {
  arrange()
  await vi.advanceTimersByTimeAsync(5 * minute)
  expect(options.reconnect).not.toHaveBeenCalled()
  expect(options.replaceWorker).not.toHaveBeenCalled()
})
