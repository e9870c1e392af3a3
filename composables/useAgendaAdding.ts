import type { QuickAddItem } from '~/composables/board/quick-add-words'
import type { AgendaView } from '~/powersync/queries/agenda'

/** Adding on a page over all lists: into the Inbox, with what makes a todo stand on that page unless the line says otherwise. */
export function useAgendaAdding(view: () => AgendaView) {
  const me = useMe()
  const { inbox } = useLists()
  const { today } = useDayWords()
  const { show } = useToast()
  const { polite } = useAnnouncer()
  const { t } = useWords()
  const { addAll, endAdding } = useQuickAdding(() => inbox.value.id, () => presets[view()]())

  const presets: Record<AgendaView, () => Partial<QuickAddItem>> = {
    today: () => ({ dueOn: today.value }),
    upcoming: () => ({ dueOn: dayAfter(today.value) }),
    assigned: () => ({ assigneeId: me.value }),
  }

  /** Whether the line's own date takes the todo to another page. */
  function isElsewhere({ dueOn }: QuickAddItem): boolean {
    if (dueOn === undefined || view() === 'assigned') return false
    return (view() === 'today') !== (dueOn <= today.value)
  }

  return {
    placeholder: computed(() => t(placeholders[view()])),
    endAdding,
    add: (items: QuickAddItem[]) => addAll(items, () => {
      const { title = '' } = items.find(isElsewhere) ?? {}
      if (title) show(t('quick.addedElsewhere', { title: shortened(title), list: inbox.value.name }))
      else polite(items.length > 1 ? t('act.addedMany', { count: items.length }) : t('act.added', { title: items[0]?.title ?? '' }))
    }),
  }
}

const placeholders = { today: 'quick.addToday', upcoming: 'quick.addUpcoming', assigned: 'quick.addAssigned' } as const

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
