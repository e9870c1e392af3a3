import { mockNuxtImport } from '@nuxt/test-utils/runtime'
import { expect, test, vi } from 'vitest'
import { computed, nextTick, ref, shallowRef } from 'vue'
import { useListFirst } from '~/composables/useListFirst'
import { openForTest, useInComponent } from './local'

interface Status {
  isFirstSync: boolean
  download: { done: number, total: number } | null
}

const { told } = vi.hoisted(() => ({ told: { status: null as { value: Status } | null } }))
mockNuxtImport('useSyncStatus', original => () => ({
  ...original(), isFirstSync: computed(() => told.status?.value.isFirstSync ?? false), download: computed(() => told.status?.value.download ?? null),
}))

async function lookAt(first: string) {
  const { database } = await openForTest()
  const status = told.status = shallowRef<Status>({ isFirstSync: true, download: null })
  const asked: string[] = []
  vi.spyOn(database, 'syncStream').mockImplementation((stream, parameters) => ({
    name: stream, parameters: parameters ?? {},
    subscribe: async (options) => {
      asked.push(`${stream} ${String(parameters?.list_id)} at ${options?.priority}`)
      // What expires at once may be forgotten before the server was asked for it.
      expect(options?.ttl).toBeGreaterThan(1)
      return { unsubscribe: () => undefined } as never
    },
    unsubscribeAll: async () => void asked.push(`no more ${String(parameters?.list_id)}`),
  }))
  const list = ref(first)
  await useInComponent(database, () => ({ nothing: useListFirst(() => list.value) }))
  return {
    list,
    asked,
    async hears(next: Status) {
      status.value = next
      await nextTick()
      await nextTick()
    },
  }
}

test('on a new device with much to fetch, the list that is looked at comes ahead of the others', async () => {
  const { list, asked, hears } = await lookAt('garden')
  await hears({ isFirstSync: true, download: { done: 0, total: 100_000 } })
  expect(asked).toEqual(['archived_list garden at 2'])
  // While the connection is made anew, too.
  await hears({ isFirstSync: true, download: null })
  list.value = 'house'
  await vi.waitFor(() => expect(asked).toEqual(['archived_list garden at 2', 'archived_list house at 2', 'no more garden']))
  await hears({ isFirstSync: false, download: null })
  await vi.waitFor(() => expect(asked.at(-1)).toBe('no more house'))
})

test('where there is little to fetch, or everything was here once, nothing is asked for twice', async () => {
  const { asked, hears } = await lookAt('garden')
  await hears({ isFirstSync: true, download: { done: 0, total: 900 } })
  await hears({ isFirstSync: false, download: { done: 0, total: 100_000 } })
  expect(asked).toEqual([])
})
