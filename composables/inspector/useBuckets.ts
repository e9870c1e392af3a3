import type { ComputedRef, Ref } from 'vue'
import type { BucketAdvice } from '~/powersync/inspect/bucket-advice'
import type { BucketName } from '~/powersync/inspect/bucket-name'
import type { LocalBucket } from '~/powersync/inspect/buckets'
import { SyncStatusSnapshot } from '@powersync/shared-internals'
import { computed } from 'vue'
import { bucketAdvice } from '~/powersync/inspect/bucket-advice'
import { readBucketName } from '~/powersync/inspect/bucket-name'
import { readBuckets } from '~/powersync/inspect/buckets'
import { useFollowed } from './useFollowed'
import { useRawStatus } from './useRawStatus'

export interface InspectedBucket extends LocalBucket {
  parts: BucketName
  /** Null where nothing says it: no download runs and its stream names none. */
  priority: number | null
  advice: BucketAdvice
  /** Of the download that runs; null when none does. */
  progress: { done: number, total: number } | null
}

export interface UsedBuckets {
  buckets: ComputedRef<InspectedBucket[]>
  isLoading: ComputedRef<boolean>
  error: Readonly<Ref<Error | null>>
}

/** By stream. The SDK knows them while it is connected, and a developer wants to see them longer. */
const knownPriorities = new Map<string, number>()

/** The buckets of this device, with their progress while something is downloaded. */
export function useBuckets(): UsedBuckets {
  const { value, error, isLoading } = useFollowed(() => readBuckets, { tables: ['ps_buckets', 'ps_oplog'], status: true })
  const status = useRawStatus()

  const progressOf = computed(() => status.value instanceof SyncStatusSnapshot ? status.value.core?.downloading?.buckets ?? {} : {})
  const priorityOf = computed(() => {
    for (const { subscription, priority } of status.value?.syncStreams ?? []) if (priority !== null) knownPriorities.set(subscription.name, priority)
    return new Map(knownPriorities)
  })

  return {
    isLoading,
    error,
    buckets: computed(() => (value.value ?? []).map((bucket) => {
      const parts = readBucketName(bucket.name)
      const running = progressOf.value[bucket.name]
      return {
        ...bucket,
        parts,
        priority: running?.priority ?? priorityOf.value.get(parts.stream) ?? null,
        advice: bucketAdvice({ operations: bucket.operations + bucket.operationsSince, rows: bucket.rows }),
        progress: running && running.target_count > running.at_last ? { done: running.since_last, total: running.target_count - running.at_last } : null,
      }
    })),
  }
}
