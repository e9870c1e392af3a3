import type { Ref } from 'vue'
import type { RowExplanation, RowQuestion } from '~/shared/inspector/row-explanation'
import { shallowReadonly, shallowRef } from 'vue'
import { useDatabase } from '~/composables/useDatabase'
import { InspectorApiError } from './InspectorApiError'
import { inspectorApi } from './inspector-api'

export interface UsedRowExplanation {
  answer: Readonly<Ref<RowExplanation | null>>
  error: Readonly<Ref<InspectorApiError | null>>
  isAsking: Readonly<Ref<boolean>>
  /** Asks about a row, with the subscriptions that this device has; without `userId` about whoever is signed in. */
  ask: (table: string, id: string, userId?: string) => Promise<void>
}

/** Why a row is not here: what the service says about it. */
export function useRowExplanation(): UsedRowExplanation {
  const { powersync } = useDatabase()
  const answer = shallowRef<RowExplanation | null>(null)
  const error = shallowRef<InspectorApiError | null>(null)
  const isAsking = shallowRef(false)
  let turn = 0

  async function ask(table: string, id: string, userId?: string) {
    const mine = ++turn
    isAsking.value = true
    error.value = null
    try {
      const question: RowQuestion = { table, id, subscriptions: subscriptionsOf(), ...(userId && { user_id: userId }) }
      const said = await inspectorApi.row(question)
      if (mine === turn) answer.value = said
    }
    catch (cause) {
      if (!(cause instanceof InspectorApiError)) throw cause
      if (mine === turn) [answer.value, error.value] = [null, cause]
    }
    finally {
      if (mine === turn) isAsking.value = false
    }
  }

  function subscriptionsOf(): RowQuestion['subscriptions'] {
    const streams = powersync.value?.currentStatus.syncStreams ?? []
    return streams.filter(({ subscription }) => subscription.hasExplicitSubscription && subscription.active)
      .map(({ subscription }) => ({ stream: subscription.name, parameters: subscription.parameters }))
  }

  return { answer: shallowReadonly(answer), error: shallowReadonly(error), isAsking: shallowReadonly(isAsking), ask }
}
