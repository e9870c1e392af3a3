import type { MaybeRefOrGetter, Ref } from 'vue'
import type { Role } from '~/shared/tables/list-members'
import { shallowReadonly, shallowRef, toValue, watch } from 'vue'
import { patience } from '~/composables/account/patience'
import { sharingErrorOf } from '~/composables/sharing/sharing-error'
import { useDatabase } from '~/composables/useDatabase'
import { useMe } from '~/composables/useMe'
import { later } from '~/powersync/later'

const { leaveList, removeMember, setMemberRole } = later(() => import('~/powersync/mutations/members'))

export { SharingError } from '~/composables/sharing/SharingError'

export interface Invitation {
  id: string
  role: Role
  createdAt: string
  expiresAt: string
}

export interface CreatedLink {
  url: string
  /** It has been sent to the address that was given. */
  mailed: boolean
}

export interface UsedSharing {
  /** Links that are still open. Empty for everyone but the owner, and while offline. */
  invitations: Readonly<Ref<readonly Invitation[]>>
  refresh: () => Promise<void>
  /** A link to send to somebody; with an address the server sends it by mail, too, where it can. @throws SharingError */
  createLink: (role: Exclude<Role, 'owner'>, email?: string) => Promise<CreatedLink>
  /** @throws SharingError */
  revoke: (id: string) => Promise<void>
  setRole: (membershipId: string, role: Role) => Promise<void>
  removeMember: (membershipId: string) => Promise<void>
  leave: () => Promise<void>
}

/** Who may see a list. Links need the network; roles and removals are edits like any other. */
export function useSharing(listId: MaybeRefOrGetter<string>): UsedSharing {
  const me = useMe()
  const { opened } = useDatabase()
  const invitations = shallowRef<readonly Invitation[]>([])
  const path = () => `/api/lists/${encodeURIComponent(toValue(listId))}/invitations`

  async function refresh() {
    const answer = await $fetch<{ invitations: InvitationRow[] }>(path(), { retry: 0, timeout: patience })
      .catch((error: unknown) => { throw sharingErrorOf(error) })
    invitations.value = answer.invitations.map(row => ({ id: row.id, role: row.role, createdAt: row.created_at, expiresAt: row.expires_at }))
  }

  watch(() => toValue(listId), () => { invitations.value = [] })

  return {
    invitations: shallowReadonly(invitations),
    refresh,
    async createLink(role, email) {
      const { url, mailed } = await $fetch<CreatedLink>(path(), { method: 'POST', body: { role, email }, retry: 0, timeout: patience })
        .catch((error: unknown) => { throw sharingErrorOf(error) })
      await refresh()
      return { url, mailed }
    },
    async revoke(id) {
      await $fetch(`${path()}/${encodeURIComponent(id)}`, { method: 'DELETE', retry: 0, timeout: patience }).catch((error: unknown) => { throw sharingErrorOf(error) })
      await refresh()
    },
    setRole: async (membershipId, role) => setMemberRole(await opened(), membershipId, role),
    removeMember: async membershipId => removeMember(await opened(), membershipId),
    leave: async () => leaveList(await opened(), me.value, toValue(listId)),
  }
}

interface InvitationRow {
  id: string
  role: Role
  created_at: string
  expires_at: string
}
