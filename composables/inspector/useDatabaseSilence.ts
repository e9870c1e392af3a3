import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Ref } from 'vue'
import { useIntervalFn } from '@vueuse/core'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { useDatabase } from '~/composables/useDatabase'

/** For how many seconds the database has owed an answer: its worker is busy, or dead without a word. 0 while it answers. */
export function useDatabaseSilence(every = 1_000): Readonly<Ref<number>> {
  const { powersync } = useDatabase()
  const seconds = shallowRef(0)
  let open: { database: CommonPowerSyncDatabase, since: number } | null = null

  function look() {
    const database = powersync.value
    // Another account, or a new worker, is another database.
    if (open && open.database === database) seconds.value = Math.floor((Date.now() - open.since) / 1_000)
    else if (database) ask(database)
  }

  function ask(database: CommonPowerSyncDatabase) {
    const question = { database, since: Date.now() }
    const answered = () => {
      if (open === question) [open, seconds.value] = [null, 0]
    }
    open = question
    seconds.value = 0
    database.get('SELECT 1').then(answered, answered)
  }

  useIntervalFn(look, every, { immediateCallback: true })
  onScopeDispose(() => { open = null })
  return shallowReadonly(seconds)
}
