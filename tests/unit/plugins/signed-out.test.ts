import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { pauseWhenSignedOut } from '../../../plugins/powersync/signed-out.ts'

const mina = { id: 'mina', name: 'Mina', email: 'mina@example.com' }
const account = ref<typeof mina | null>(mina)
const isExpired = ref(false)
const device = { pause: vi.fn(), resume: vi.fn() }
const session = { account, isExpired, check: vi.fn(() => Promise.resolve()), expire: vi.fn(() => { isExpired.value = true }) }
let signedOut: () => Promise<void>

beforeEach(() => {
  vi.useFakeTimers()
  for (const each of [...Object.values(device), session.expire]) each.mockClear()
  session.check.mockReset().mockResolvedValue()
  account.value = mina
  isExpired.value = false
  signedOut = pauseWhenSignedOut(device, session)
})
afterEach(() => {
  vi.clearAllTimers()
  vi.useRealTimers()
})

test('sync goes on at once when the session is good after all, and does not run in circles when it is said again', async () => {
  await signedOut()
  await vi.advanceTimersByTimeAsync(0)
  expect(device.pause).toHaveBeenCalledTimes(1)
  expect(device.resume).toHaveBeenCalledTimes(1)
  await signedOut()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(device.resume).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(device.resume).toHaveBeenCalledTimes(2)
})

test('it stays paused when the session has ended', async () => {
  session.check.mockImplementationOnce(async () => { isExpired.value = true })
  await signedOut()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(session.check).toHaveBeenCalledTimes(1)
  expect(device.resume).not.toHaveBeenCalled()
})

test('while the server cannot say, the person is told, and the server is asked until it can', async () => {
  session.check.mockRejectedValue(new Error('no answer'))
  void signedOut()
  await vi.advanceTimersByTimeAsync(12_000)
  void signedOut()
  await vi.advanceTimersByTimeAsync(0)
  expect(isExpired.value).toBe(true)
  expect(session.check).toHaveBeenCalledTimes(4)
  session.check.mockImplementation(async () => { isExpired.value = false })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(isExpired.value).toBe(false)
  expect(session.check).toHaveBeenCalledTimes(5)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(session.check).toHaveBeenCalledTimes(5)
})

test('what begins to sync by itself is not begun twice: another account, and a session that was renewed', async () => {
  session.check.mockImplementationOnce(async () => { account.value = { ...mina, id: 'jon' } })
  await signedOut()
  isExpired.value = true
  session.check.mockImplementationOnce(async () => { isExpired.value = false })
  await signedOut()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(device.resume).not.toHaveBeenCalled()
})
