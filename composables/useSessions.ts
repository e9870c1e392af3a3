import type { SignedInDevice } from '~/composables/account/account-api'
import { accountApi } from '~/composables/account/account-api'
import { AccountError } from '~/composables/useAccount'

export type { SignedInDevice } from '~/composables/account/account-api'

/** Where the account is signed in. Only the server knows: without it there is the last answer, or an error in words. */
export function useSessions() {
  const sessions = shallowRef<readonly SignedInDevice[]>([])
  const isLoading = ref(true)
  const problem = ref<string | null>(null)

  async function refresh() {
    isLoading.value = true
    try {
      sessions.value = await accountApi.sessions()
      problem.value = null
    }
    catch (error) {
      if (!(error instanceof AccountError)) throw error
      problem.value = error.code === 'offline' ? useWords().t('account.sessionsOffline') : error.message
    }
    finally {
      isLoading.value = false
    }
  }

  async function ended(ending: Promise<void>) {
    await ending
    await refresh()
  }

  return {
    sessions: shallowReadonly(sessions),
    isLoading: readonly(isLoading),
    problem: readonly(problem),
    refresh,
    /** @throws AccountError */
    end: (session: SignedInDevice) => ended(accountApi.revokeSession(session.token)),
    /** Everywhere but here. @throws AccountError */
    endOthers: () => ended(accountApi.revokeOtherSessions()),
  }
}
