import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useMe } from '~/composables/useMe'
import { useUploads } from '~/composables/useUploads'
import { profileOf } from '~/powersync/questions/shell'

export interface Profile {
  name: string
  color: string
  /** The last change is not confirmed by the server yet. */
  isWaiting: boolean
}

/** Oneself, as those see it with whom lists are shared. A change is an edit like any other: made here, sent when it can be. */
export function useProfile() {
  const me = useMe()
  const { opened } = useDatabase()
  const { isWaiting } = useUploads()
  const { rows, isLoading } = useLiveQuery(() => profileOf(me.value))

  const profile: ComputedRef<Profile | null> = computed(() => {
    const row = rows.value[0]
    return row ? { name: row.name, color: row.color, isWaiting: isWaiting('profiles', row.id) } : null
  })

  return {
    /** Null for guests, and until the first sync brought it. */
    profile,
    isLoading,
    async save(changes: { name: string, color: string }) {
      const db = await opened()
      await db.updateTable('profiles').set(changes).where('id', '=', me.value).execute()
    },
  }
}
