import type { MaybeRefOrGetter, Ref } from 'vue'
import type { SharingError } from '~/composables/sharing/SharingError'
import type { Role } from '~/shared/tables/list-members'
import { onMounted, shallowReadonly, shallowRef, toValue, watch } from 'vue'
import { patience } from '~/composables/account/patience'
import { sharingErrorOf } from '~/composables/sharing/sharing-error'
import { useIsOnline } from '~/composables/useIsOnline'

export interface InvitationPreview {
  listName: string
  listIcon: string | null
  listColor: string | null
  role: Role
  invitedBy: string
}

export interface UsedInvitation {
  /** Null until it is here; asked for in the browser, once mounted. */
  invitation: Readonly<Ref<InvitationPreview | null>>
  error: Readonly<Ref<SharingError | null>>
  /** Asks again; without a connection that is done by itself as soon as there is one. */
  retry: () => Promise<void>
  /** Joins the list. @returns its id @throws SharingError */
  accept: () => Promise<string>
}

/** An invitation by its link. */
export function useInvitation(token: MaybeRefOrGetter<string>): UsedInvitation {
  const invitation = shallowRef<InvitationPreview | null>(null)
  const error = shallowRef<SharingError | null>(null)
  const path = () => `/api/invitations/${encodeURIComponent(toValue(token))}`

  async function load() {
    const row = await $fetch<InvitationRow>(path(), { retry: 0, timeout: patience })
    invitation.value = {
      listName: row.list_name,
      listIcon: row.list_icon ?? null,
      listColor: row.list_color ?? null,
      role: row.role,
      invitedBy: row.inviter_name,
    }
  }

  async function retry() {
    error.value = null
    await load().catch((cause: unknown) => { error.value = sharingErrorOf(cause) })
  }

  onMounted(retry)
  const isOnline = useIsOnline()
  watch(isOnline, now => now && error.value?.code === 'offline' ? retry() : undefined)

  return {
    invitation: shallowReadonly(invitation),
    error: shallowReadonly(error),
    retry,
    async accept() {
      const { list_id } = await $fetch<{ list_id: string }>(`${path()}/accept`, { method: 'POST', retry: 0, timeout: patience })
        .catch((cause: unknown) => { throw sharingErrorOf(cause) })
      return list_id
    },
  }
}

interface InvitationRow {
  list_name: string
  list_icon?: string | null
  list_color?: string | null
  role: Role
  inviter_name: string
}
