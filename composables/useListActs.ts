import type { ListItem } from '~/composables/useLists'
import { whileKept } from '~/composables/todo/kept-acts'
import { later } from '~/powersync/later'
import { inboxId } from '~/shared/inbox'

const { archiveList, removeList, renameList, restyleList } = later(() => import('~/powersync/mutations/lists'))

/** What a person does to a list as a whole, with undo for all of it and words where it fails. */
export function useListActs() {
  const { lists, pin, move, duplicate } = useLists()
  const { seenBy } = useSeen()
  const me = useMe()
  const { track, trackNew, push } = useHistory()
  const { show } = useToast()
  const { polite } = useAnnouncer()
  const { t } = useWords()
  const { run } = useAction('act.notSaved')

  /** The list that stands where this one did when it is gone. */
  function neighbour(id: string): ListItem | undefined {
    const here = lists.value.filter(list => !list.archivedAt)
    const at = here.findIndex(list => list.id === id)
    return here[at + 1] ?? here[at - 1]
  }

  return {
    /** @param was what it was called when the person began */
    rename: ({ id }: ListItem, name: string, was: string) =>
      run(() => track(t('act.renamedList', { title: shortened(name) }), { lists: [id] }, db => renameList(db, id, name, seenBy({ name: was })))),

    restyle: ({ id, name }: ListItem, style: Parameters<typeof restyleList>[2]) =>
      run(() => track(t('act.restyledList', { title: shortened(name) }), { lists: [id] }, db => restyleList(db, id, style))),

    setArchived: ({ id, name }: ListItem, archived: boolean) => run(async () => {
      const words = t(archived ? 'act.archivedList' : 'act.unarchivedList', { title: shortened(name) })
      const { undo } = await track(words, { lists: [id] }, db => archiveList(db, id, archived))
      show(words, { undo })
    }),

    remove: ({ id, name }: ListItem) => run(async () => {
      const words = t('act.removedList', { title: shortened(name) })
      const next = neighbour(id)
      const step = await track(words, { lists: [id] }, db => removeList(db, id))
      show(words, { undo: step.undo })
      await navigateTo(listPath(next?.id ?? inboxId(me.value)))
    }),

    setPinned: ({ id, name }: ListItem, pinned: boolean) => run(async () => {
      const set = async (value: boolean) => {
        await pin(id, value)
        return []
      }
      await set(pinned)
      push({ words: t(pinned ? 'act.pinnedList' : 'act.unpinnedList', { title: shortened(name) }), undo: () => set(!pinned), redo: () => set(pinned) })
    }),

    /** Puts a list at `index` of its group without it. */
    place: (list: ListItem, group: readonly ListItem[], index: number) => run(async () => {
      const others = group.filter(other => other.id !== list.id)
      const placeAt = (to: number) => ({ after: others[to - 1]?.id, before: others[to]?.id })
      const at = (to: number) => async () => {
        await move(list.id, placeAt(to))
        return []
      }
      const from = group.findIndex(other => other.id === list.id)
      // Shown already, where it was let go.
      await whileKept({ owner: me.value, placedList: { id: list.id, to: placeAt(index) } }, at(index))
      push({ words: t('act.movedList', { title: shortened(list.name) }), undo: at(from), redo: at(index) })
      polite(t('act.placed', { place: index + 1, total: group.length }))
    }),

    duplicate: ({ id, name }: ListItem) => run(async () => {
      const words = t('act.duplicatedList', { title: shortened(name) })
      let copy = ''
      const { undo } = await trackNew(words, async () => [copy = await duplicate(id, t('act.copyOf', { name: name.slice(0, 100) }))], 'lists')
      show(words, { undo })
      await navigateTo(listPath(copy))
    }),
  }
}
