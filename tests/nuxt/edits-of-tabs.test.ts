import type { CommonPowerSyncDatabase } from '@powersync/common'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watch } from 'vue'
import { holdWrites, newTab, useEmptyBrowser } from './kept'
import { openForTest } from './local'
import { eventually } from './components/on-screen'

useEmptyBrowser()

/** Another tab that shows the same file. */
function otherTab(file: string) {
  const channel = new BroadcastChannel(`driftless:edits:${file}`)
  const heard = vi.fn<(edit: unknown) => void>()
  channel.addEventListener('message', ({ data }: MessageEvent<{ edit: string }>) => heard(JSON.parse(data.edit)))
  onTestFinished(() => channel.close())
  return {
    heard,
    tell: (title: string, at = Date.now()) => channel.postMessage({ at, edit: JSON.stringify({ ids: ['milk'], changes: { title } }) }),
  }
}

test('an edit is told to the other tabs when it is committed, and not before', async () => {
  const { database } = await openForTest()
  const { heard, tell } = otherTab(database.database.name)
  const { todos } = await newTab(database)
  const release = await holdWrites(database)
  const added = todos.add('Milk')
  expect(todos.open.value.map(todo => todo.title)).toEqual(['Milk'])
  // What is told comes in its order: had the edit been told, it would be here by now.
  const marker = otherTab(database.database.name)
  tell('Told since')
  await eventually(() => expect(marker.heard).toHaveBeenCalledTimes(1))
  expect(heard).not.toHaveBeenCalled()
  release()
  await added
  await eventually(() => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ added: expect.objectContaining({ item: expect.objectContaining({ title: 'Milk' }) }) })))
})

test('an edit of another tab is shown before it is read, and nothing of it is being saved here; then the database alone counts', async () => {
  const { database } = await openForTest()
  const { tell } = otherTab(database.database.name)
  const { todos } = await newTab(database)
  const { shown, changesById } = await expectations(database)
  await todos.add('Milk')
  await eventually(() => expect(shown.value).toEqual([]))
  const release = await holdReads(database)
  tell('Oat milk')
  await eventually(() => expect(changesById(shown.value).get('milk')).toEqual({ title: 'Oat milk' }))
  expect(shown.value.every(({ isWritten }) => isWritten)).toBe(true)
  release()
  await eventually(() => expect(shown.value).toEqual([]))
})

test('what another tab told long ago is no news, and what is told of another file is not for this one', async () => {
  const { database } = await openForTest()
  await newTab(database)
  const { shown } = await expectations(database)
  const seen: unknown[] = []
  const { tell } = otherTab(database.database.name)
  watch(shown, all => seen.push(...all), { flush: 'sync' })
  otherTab('another.db').tell('Of another account')
  tell('Of an hour ago', Date.now() - 3_600_000)
  tell('Oat milk')
  await eventually(() => expect(seen).not.toEqual([]))
  expect(seen).toEqual(seen.map(() => expect.objectContaining({ changes: { title: 'Oat milk' } })))
})

/** Of the tab that was begun last. */
async function expectations(database: CommonPowerSyncDatabase) {
  const { changesById, expectationsOf } = await import('~/composables/todo/expectations')
  return { changesById, ...expectationsOf(database) }
}

/** Reads wait until they are released. */
async function holdReads(database: CommonPowerSyncDatabase): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => { release = resolve })
  const get = database.get.bind(database)
  vi.spyOn(database, 'get').mockImplementation(async (...asked: Parameters<typeof get>) => {
    await held
    return get(...asked)
  })
  return release
}
