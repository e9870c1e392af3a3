import { expect, test, vi } from 'vitest'
import { repeatLook } from '../../../powersync/repeated-look.ts'

/** A look that takes until it is told to end. */
function slowLook() {
  const ends: Array<() => void> = []
  const look = vi.fn(() => new Promise<void>(resolve => ends.push(resolve)))
  return { look, end: () => ends.shift()?.() }
}

test('the first change is looked at in the moment in which it is told', () => {
  const { look } = slowLook()
  repeatLook(look, 10).refresh()
  expect(look).toHaveBeenCalledTimes(1)
})

test('there is one look at a time, and one more for all that changed meanwhile', async () => {
  const { look, end } = slowLook()
  const { refresh } = repeatLook(look, 1)
  for (let times = 0; times < 5; times++) refresh()
  expect(look).toHaveBeenCalledTimes(1)
  end()
  await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2))
  end()
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(look).toHaveBeenCalledTimes(2)
})

test('who asks is answered by a look that began afterwards', async () => {
  const { look, end } = slowLook()
  const { refresh, reread } = repeatLook(look, 1)
  refresh()
  const answered = vi.fn()
  void reread().then(answered)
  end()
  await vi.waitFor(() => expect(look).toHaveBeenCalledTimes(2))
  expect(answered).not.toHaveBeenCalled()
  end()
  await vi.waitFor(() => expect(answered).toHaveBeenCalled())
})

test('who asks because of a change that is just being told is answered by the same look', async () => {
  const { look, end } = slowLook()
  const { refresh, reread } = repeatLook(look, 1)
  const answer = reread()
  refresh()
  end()
  await answer
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(look).toHaveBeenCalledTimes(1)
})

test('nobody waits for what has ended, and nothing is looked at any more', async () => {
  const { look, end } = slowLook()
  const { refresh, reread, end: stop } = repeatLook(look, 1)
  refresh()
  const answer = reread()
  stop()
  await answer
  await reread()
  end()
  refresh()
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(look).toHaveBeenCalledTimes(1)
})

test('after a slow look that nothing was missed by, the next change is looked at soon', async () => {
  vi.useFakeTimers()
  try {
    const { look, end } = slowLook()
    const { refresh } = repeatLook(look, 10)
    refresh()
    await vi.advanceTimersByTimeAsync(2_000)
    end()
    await vi.advanceTimersByTimeAsync(5)
    refresh()
    await vi.advanceTimersByTimeAsync(10)
    expect(look).toHaveBeenCalledTimes(2)
    // This one was: others have as long.
    refresh()
    await vi.advanceTimersByTimeAsync(300)
    end()
    await vi.advanceTimersByTimeAsync(200)
    expect(look).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(200)
    expect(look).toHaveBeenCalledTimes(3)
  }
  finally {
    vi.useRealTimers()
  }
})
