import { computed } from 'vue'
import { accountApi } from '~/composables/account/account-api'
import { listFates } from '~/composables/account/list-fates'
import { useAccount } from '~/composables/useAccount'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useMe } from '~/composables/useMe'
import { ownedLists } from '~/powersync/questions/ownership'

/** Deletes the account, here and on the server, and says before what that does to the lists. */
export function useAccountDeletion() {
  const me = useMe()
  const { signOut } = useAccount()
  const { rows } = useLiveQuery(() => ownedLists(me.value))

  return {
    fates: computed(() => listFates(rows.value)),
    /** @throws AccountError; then nothing is deleted */
    async deleteAccount(password: string) {
      await accountApi.deleteAccount(password)
      await signOut({ discardUnsent: true })
    },
  }
}
