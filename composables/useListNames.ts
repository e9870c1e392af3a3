import { isInboxId } from '~/shared/inbox'

/** What a list is called where only its row is at hand: the Inbox has the app's own word, every other one its name. */
export function useListNames() {
  const { t } = useWords()
  return { nameOf: (list: { listId: string, name: string }) => isInboxId(list.listId) ? t('quick.inbox') : list.name }
}
