import type { ListItem } from '~/composables/useLists'

/** What a person does to a list as a whole, with undo for all of it and words where it fails. */
export function useListActs() {
  const { rename, restyle, archive, remove, pin, move, duplicate } = useLists()
  const { track, trackNew, push } = useHistory()
  const { show } = useToast()
  const { polite } = useAnnouncer()
  const { t } = useWords()
  const { run } = useAction('act.notSaved')

  return {
    rename: ({ id }: ListItem, name: string) => run(() => track(t('act.renamedList', { title: shortened(name) }), { lists: [id] }, () => rename(id, name))),

    restyle: ({ id, name }: ListItem, style: Parameters<typeof restyle>[1]) =>
      run(() => track(t('act.restyledList', { title: shortened(name) }), { lists: [id] }, () => restyle(id, style))),

    setArchived: ({ id, name }: ListItem, archived: boolean) => run(async () => {
      const words = t(archived ? 'act.archivedList' : 'act.unarchivedList', { title: shortened(name) })
      const { undo } = await track(words, { lists: [id] }, () => archive(id, archived))
      show(words, { undo })
    }),

    remove: ({ id, name }: ListItem) => run(async () => {
      const words = t('act.removedList', { title: shortened(name) })
      const step = await track(words, { lists: [id] }, () => remove(id))
      show(words, { undo: step.undo })
      await navigateTo('/app')
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
      const at = (to: number) => async () => {
        await move(list.id, { after: others[to - 1]?.id, before: others[to]?.id })
        return []
      }
      const from = group.findIndex(other => other.id === list.id)
      await at(index)()
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
