import { isInboxId } from '~/shared/inbox'

/** The page of a list, with a todo's details open if one is given. The Inbox has an address of its own. */
export function listPath(listId: string, todoId?: string): string {
  const path = isInboxId(listId) ? '/app/inbox' : `/app/lists/${listId}`
  return todoId === undefined ? path : `${path}?todo=${todoId}`
}
