import type { ComputedRef, MaybeRefOrGetter, Ref } from 'vue'
import type { ListItem } from '~/composables/useLists'
import type { Role } from '~/shared/tables/list-members'
import { computed, toValue } from 'vue'
import { useLists } from '~/composables/useLists'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useMe } from '~/composables/useMe'
import { membersOf } from '~/powersync/questions/board'

export interface Member {
  /** The membership's id, not the person's. */
  id: string
  userId: string
  name: string
  /** A hue of the palette. */
  color: string
  role: Role
  isMe: boolean
}

export interface UsedList {
  /** Null while it is loading, and when there is no such list here. */
  list: ComputedRef<ListItem | null>
  isLoading: Readonly<Ref<boolean>>
  members: ComputedRef<Member[]>
}

/** One list and who shares it. */
export function useList(listId: MaybeRefOrGetter<string>): UsedList {
  const me = useMe()
  const { lists, inbox, isLoading } = useLists()
  const { rows } = useLiveQuery(() => membersOf(toValue(listId)), rows => rows)

  return {
    list: computed(() => [inbox.value, ...lists.value].find(list => list.id === toValue(listId)) ?? null),
    isLoading,
    members: computed(() => rows.value.map(row => ({ ...row, name: row.name ?? '', color: row.color ?? 'teal', role: roleOf(row.role), isMe: row.userId === me.value }))),
  }
}

/** A role that this version does not know may do the least. */
function roleOf(role: string): Role {
  return role === 'owner' || role === 'editor' ? role : 'viewer'
}
