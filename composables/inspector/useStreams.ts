import type { SyncStreamDescription, SyncStreamSubscription } from '@powersync/common'
import type { ComputedRef, Ref } from 'vue'
import type { StreamSubscription } from '~/powersync/inspect/subscriptions'
import { computed } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { readSubscriptions } from '~/powersync/inspect/subscriptions'
import { useFollowed } from './useFollowed'
import { useRawStatus } from './useRawStatus'

export interface InspectedStream extends StreamSubscription {
  hasExplicit: boolean
  /** It was given back, and goes with the next checkpoint. */
  isLeaving: boolean
  /** The connection that is there has brought none for these parameters. */
  hasNoBucket: boolean
  progress: { done: number, total: number } | null
}

export interface SubscribeForm {
  name: string
  /** JSON text of an object; empty for none. */
  parameters: string
  /** Seconds; empty for the SDK's default. */
  ttl: string
  priority: '' | '0' | '1' | '2' | '3'
}

/** A field of the form cannot be sent as it is. */
export class SubscribeError extends Error {
  override readonly name = 'SubscribeError'
  readonly code = 'invalid_subscription'
  readonly field: 'parameters' | 'ttl'

  constructor(field: 'parameters' | 'ttl', message: string, options?: ErrorOptions) {
    super(message, options)
    this.field = field
  }
}

export interface UsedStreams {
  streams: ComputedRef<InspectedStream[]>
  isLoading: ComputedRef<boolean>
  error: Readonly<Ref<Error | null>>
  /** @throws SubscribeError when the parameters are no JSON object, or the TTL no number of seconds */
  subscribe: (form: SubscribeForm) => Promise<void>
  unsubscribe: (stream: Pick<InspectedStream, 'stream' | 'parameters'>) => Promise<void>
}

/** The streams that this device gets, and those it can be made to ask for. */
export function useStreams(): UsedStreams {
  const { powersync } = useDatabase()
  const { value, error, isLoading } = useFollowed(() => readSubscriptions, { tables: ['ps_stream_subscriptions'], status: true })
  const status = useRawStatus()

  function handle(name: string, parameters: string) {
    if (!powersync.value) throw new Error('There is no database')
    return powersync.value.syncStream(name, parametersIn(parameters))
  }

  return {
    isLoading,
    error,
    streams: computed(() => (value.value ?? []).map((stream) => {
      const key = JSON.stringify([stream.stream, JSON.parse(stream.parameters)])
      const known = status.value?.syncStreams?.find(({ subscription }) => keyOf(subscription) === key)
      return {
        ...stream,
        priority: stream.priority ?? known?.priority ?? null,
        isLeaving: !stream.isDefault && stream.ttl === null,
        // A priority is its buckets'. Only a connection tells them all.
        hasNoBucket: status.value?.connected === true && known?.priority === null && stream.priority === null,
        hasExplicit: known?.subscription.hasExplicitSubscription ?? !stream.isDefault,
        progress: known?.progress ? { done: known.progress.downloadedOperations, total: known.progress.totalOperations } : null,
      }
    })),
    async subscribe({ name, parameters, ttl, priority }) {
      const stream = handle(name.trim(), parameters)
      const subscription = await stream.subscribe({
        ...ttl.trim() !== '' && { ttl: secondsIn(ttl) },
        ...priority !== '' && { priority: priorities[priority] },
      })
      held.set(keyOf(stream), [...held.get(keyOf(stream)) ?? [], subscription])
    },
    async unsubscribe({ stream: name, parameters }) {
      const stream = handle(name, parameters)
      for (const subscription of held.get(keyOf(stream)) ?? []) subscription.unsubscribe()
      held.delete(keyOf(stream))
      await stream.unsubscribeAll()
    },
  }
}

/** What was asked for by hand: the SDK counts a subscription that nobody holds as forgotten. */
const held = new Map<string, SyncStreamSubscription[]>()

function keyOf({ name, parameters }: SyncStreamDescription): string {
  return JSON.stringify([name, parameters])
}

function secondsIn(text: string): number {
  if (!/^\s*\d+\s*$/.test(text)) throw new SubscribeError('ttl', 'Write a whole number of seconds.')
  return Number(text)
}

const priorities = { 0: 0, 1: 1, 2: 2, 3: 3 } as const

function parametersIn(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '' || text.trim() === 'null') return undefined
  const parsed = parsedJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new SubscribeError('parameters', 'Write the parameters as a JSON object, such as {"list_id": "…"}.')
  return { ...parsed }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch (cause) {
    throw new SubscribeError('parameters', 'The parameters are no JSON.', { cause })
  }
}
