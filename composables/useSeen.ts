import type { Seen } from '~/shared/seen'
import { useMe } from '~/composables/useMe'
import { guestId } from '~/powersync/guest'

/** Telling the server what stood there when a person decided to change it. A guest's edits go to no server. */
export function useSeen() {
  const me = useMe()
  return { seenBy: (seen: Seen): Seen => me.value === guestId ? {} : seen }
}
