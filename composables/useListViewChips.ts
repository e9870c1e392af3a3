import type { ListView } from '~/composables/board/list-view'
import type { MessageKey } from '~/i18n/message-key'

interface ViewChip {
  what: keyof ListView
  words: string
  /** The change that takes it away. */
  without: Partial<ListView>
}

/** What is special about the way a list is looked at, each in a few words. */
export function useListViewChips(listId: () => string) {
  const { t } = useWords()
  const { members } = useList(listId)
  const { view, ...rest } = useListView(listId)
  const nameOf = (userId: string) => userId === 'nobody' ? t('view.nobody') : members.value.find(member => member.userId === userId)?.name ?? t('view.somebody')

  const chips = computed(() => {
    const { sort, label, assignee, priority, due, text } = view.value
    const found: (ViewChip | null)[] = [
      sort === 'manual' ? null : { what: 'sort', words: t(`view.sortedBy_${sort}`), without: { sort: 'manual' } },
      label === null ? null : { what: 'label', words: label, without: { label: null } },
      assignee === null ? null : { what: 'assignee', words: nameOf(assignee), without: { assignee: null } },
      priority === null ? null : { what: 'priority', words: t(priorityChips[priority] ?? 'view.priority'), without: { priority: null } },
      due === null ? null : { what: 'due', words: t(`view.due_${due}`), without: { due: null } },
      text.trim() === '' ? null : { what: 'text', words: t('view.textChip', { text: text.trim() }), without: { text: '' } },
    ]
    return found.filter(chip => chip !== null)
  })

  return { view, ...rest, chips }
}

const priorityChips: readonly MessageKey[] = ['view.priorityChip_0', 'view.priorityChip_1', 'view.priorityChip_2', 'view.priorityChip_3']
