import type { ComputedRef, Ref } from 'vue'
import type { Role } from '~/shared/tables/list-members'
import type { NewList } from '~/powersync/mutations/lists'
import type { Place } from '~/powersync/mutations/positions'
import { inboxId, isInboxId } from '~/shared/inbox'
import { computed } from 'vue'
import { keepStorageOnce } from '~/composables/account/lasting-storage'
import { rereadAll } from '~/composables/sync/shared-query'
import { useDatabase } from '~/composables/useDatabase'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useMe } from '~/composables/useMe'
import { useUploads } from '~/composables/useUploads'
import { useWords } from '~/composables/useWords'
import { listsOf } from '~/powersync/questions/shell'
import { later } from '~/powersync/later'

const { duplicateList } = later(() => import('~/powersync/mutations/duplicate'))
const { archiveList, createList, moveList, pinList } = later(() => import('~/powersync/mutations/lists'))

export interface ListItem {
  id: string
  name: string
  icon: string | null
  color: string | null
  role: Role
  openCount: number
  memberCount: number
  archivedAt: string | null
  position: string | null
  /** At the top of this person's lists. */
  pinned: boolean
  isInbox: boolean
  /** An edit of the list itself is not confirmed by the server yet. */
  isWaiting: boolean
}

export interface UsedLists {
  /** The pinned ones first; archived ones too, the trash and the Inbox not. */
  lists: ComputedRef<ListItem[]>
  /** Everybody's first list. It is there before its row is, which the first todo in it makes. */
  inbox: ComputedRef<ListItem>
  /** Nobody knows yet which lists there are; so it stays where they cannot be read. */
  isLoading: Readonly<Ref<boolean>>
  /** Resolves to its id when it is among the lists. */
  create: (list: NewList) => Promise<string>
  archive: (id: string, archived?: boolean) => Promise<void>
  move: (id: string, place: Place) => Promise<void>
  pin: (id: string, pinned: boolean) => Promise<void>
  /** Resolves to the id of the copy when it is among the lists. */
  duplicate: (id: string, name: string) => Promise<string>
}

/** The person's lists. Every change is made on this device and sent when it can be. */
export function useLists(): UsedLists {
  const me = useMe()
  const { opened, ready } = useDatabase()
  const { t } = useWords()
  const { isWaiting } = useUploads()
  const { rows, isLoading, error } = useLiveQuery(() => listsOf(me.value), rows => rows.slice(0, 100), 'after')

  const all = computed(() => rows.value.map((row): ListItem => ({
    ...row,
    pinned: row.pinned === 1,
    name: isInboxId(row.id) ? t('quick.inbox') : row.name,
    isInbox: isInboxId(row.id),
    openCount: row.openCount ?? 0,
    // A list that the server has not seen yet has no membership rows, only its maker.
    memberCount: Math.max(1, row.memberCount ?? 0),
    isWaiting: isWaiting('lists', row.id),
  })))

  return {
    lists: computed(() => all.value.filter(list => !list.isInbox)),
    inbox: computed(() => all.value.find(list => list.id === inboxId(me.value)) ?? { ...emptyInbox, id: inboxId(me.value), name: t('quick.inbox') }),
    isLoading: computed(() => isLoading.value || error.value !== null),
    async create(list) {
      const id = await shown(createList(await opened(), me.value, list))
      // Now there is something to keep.
      keepStorageOnce().catch((error: unknown) => console.warn('The browser was not asked to keep the lists', error))
      return id
    },
    archive: async (id, archived = true) => archiveList(await opened(), id, archived),
    move: async (id, place) => moveList(await opened(), me.value, id, place),
    pin: async (id, pinned) => pinList(await opened(), me.value, id, pinned),
    duplicate: async (id, name) => shown(duplicateList(await opened(), me.value, id, name)),
  }

  /** Whoever goes to a list that was just made must not be told that there is none. */
  async function shown(made: Promise<string>): Promise<string> {
    const id = await made
    await rereadAll(await ready(), 'lists', { also: 'after' })
    return id
  }
}

const emptyInbox = {
  icon: 'inbox', color: null, role: 'owner', openCount: 0, memberCount: 1, archivedAt: null, position: null, pinned: false, isInbox: true, isWaiting: false,
} as const
