import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { readCheckpointWait } from '~/powersync/inspect/checkpoint-wait'
import { useFollowed } from './useFollowed'

/** Whether the write checkpoint after the last upload has come back, in words. */
export function useCheckpointWait(): { words: ComputedRef<{ value: string | null, tone?: 'good' | 'warn', hint?: string }> } {
  const { value } = useFollowed(() => readCheckpointWait, { tables: ['ps_crud', 'ps_kv'], status: true })
  return {
    words: computed(() => {
      if (!value.value) return { value: null }
      const { state, target, applied, queued } = value.value
      if (state === 'queue') {
        return { value: `${queued} ${queued === 1 ? 'transaction waits' : 'transactions wait'} in the queue`, tone: 'warn', hint: 'Downloaded changes show when the queue is empty and its checkpoint has come back.' }
      }
      if (target === null) return { value: 'Nothing was uploaded yet' }
      if (state === 'waiting') return { value: `Waits for ${target}; ${applied ?? 'none'} has come back`, tone: 'warn', hint: 'The service sends it when replication has passed the upload.' }
      return { value: `${target} has come back`, tone: 'good' }
    }),
  }
}
