import { expect, test } from 'vitest'
import { inTurn } from '../../../composables/todo/in-turn.ts'

test('acts are done in the order in which they were asked for, also after one that fails', async () => {
  const database = {}
  const done: string[] = []
  const slow = inTurn(database, async () => {
    await new Promise(resolve => setImmediate(resolve))
    done.push('slow')
  })
  const failed = inTurn(database, async () => {
    done.push('failed')
    throw new Error('full')
  })
  const last = inTurn(database, async () => done.push('last'))
  await expect(failed).rejects.toThrow('full')
  await Promise.all([slow, last])
  expect(done).toEqual(['slow', 'failed', 'last'])
})

test('a database that hangs does not hold up the one that took its place', async () => {
  void inTurn({}, () => new Promise(() => undefined))
  expect(await inTurn({}, async () => 'done')).toBe('done')
})
