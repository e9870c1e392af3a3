import type { Ref } from 'vue'
import type { OperatorSession } from './inspector-api'
import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { InspectorApiError } from './InspectorApiError'
import { inspectorApi } from './inspector-api'

export interface UsedOperator {
  /** Null until the server has said. */
  session: Readonly<Ref<OperatorSession | null>>
  error: Readonly<Ref<InspectorApiError | null>>
  isBusy: Readonly<Ref<boolean>>
  signIn: (token: string) => Promise<void>
  signOut: () => Promise<void>
  /** The server has refused: it asks for the session anew. */
  refresh: () => Promise<void>
}

/** Whether the server's inside may be looked at from here. */
export function useOperator(): UsedOperator {
  const session = shallowRef<OperatorSession | null>(null)
  const error = shallowRef<InspectorApiError | null>(null)
  const isBusy = shallowRef(false)
  let isOver = false
  onScopeDispose(() => { isOver = true })

  async function run(act: () => Promise<unknown>) {
    if (isBusy.value) return
    isBusy.value = true
    error.value = null
    try {
      await act()
      const answer = await inspectorApi.session()
      if (!isOver) session.value = answer
    }
    catch (cause) {
      if (!(cause instanceof InspectorApiError)) throw cause
      error.value = cause
    }
    finally {
      isBusy.value = false
    }
  }

  const refresh = () => run(() => Promise.resolve())
  void refresh()

  return {
    session: shallowReadonly(session),
    error: shallowReadonly(error),
    isBusy: shallowReadonly(isBusy),
    signIn: token => run(() => inspectorApi.signIn(token.trim())),
    signOut: () => run(inspectorApi.signOut),
    refresh,
  }
}
