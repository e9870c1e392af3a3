import type { ComputedRef, Ref } from 'vue'
import type { QueuedTransaction } from '~/powersync/inspect/queue'
import type { WriteProblem } from '~/composables/useWriteProblems'
import { computed } from 'vue'
import { useUploads } from '~/composables/useUploads'
import { useWriteProblems } from '~/composables/useWriteProblems'
import { readQueue } from '~/powersync/inspect/queue'
import { useInspectorFeed } from './feed'
import { useConnection } from './useConnection'
import { useFollowed } from './useFollowed'
import { durationWords } from './number-words'

export interface LastAnswer {
  at: number
  text: string
  isFailure: boolean
}

export interface UsedQueue {
  transactions: Readonly<Ref<QueuedTransaction[] | null>>
  isLoading: ComputedRef<boolean>
  error: Readonly<Ref<Error | null>>
  /** All that wait, also those that are not listed. */
  waiting: ComputedRef<number>
  /** What the server last said to an upload that had this transaction in it. */
  answerTo: (transaction: number) => LastAnswer | null
  lastAnswer: ComputedRef<LastAnswer | null>
  /** What was refused or overwritten and waits for its author. */
  problems: ComputedRef<WriteProblem[]>
  retry: () => void
}

/** As many transactions as are listed. */
const limit = 100

/** The upload queue with everything that is known about each transaction. */
export function useQueue(): UsedQueue {
  const { value, error, isLoading } = useFollowed(() => database => readQueue(database, limit), { tables: ['ps_crud', 'edit_times'] })
  const { state } = useUploads()
  const { problems } = useWriteProblems()
  const { events } = useInspectorFeed()
  const { reconnect } = useConnection()

  const answers = computed(() => events.value.flatMap(({ at, fact }) => {
    if (fact.kind !== 'upload') return []
    const { outcome } = fact
    const text = outcome.kind === 'failed' ? outcome.message : `${outcome.applied} applied, ${outcome.refused.length} refused, in ${durationWords(fact.milliseconds)}`
    return [{ at, text, isFailure: outcome.kind === 'failed', transactions: new Set(fact.transactions) }]
  }))

  return {
    transactions: value,
    isLoading,
    error,
    waiting: computed(() => state.value.queued),
    answerTo: transaction => answers.value.findLast(({ transactions }) => transactions.has(transaction)) ?? null,
    lastAnswer: computed(() => answers.value.at(-1) ?? null),
    problems,
    retry: reconnect,
  }
}
