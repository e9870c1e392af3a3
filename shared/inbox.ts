/**
 * Everybody has one Inbox: the list of what has no list yet. It is made by the first device that puts something in, also offline, and two devices
 * that make it at once make the same row, because its id follows from the account's: the same UUID with version 8 in place of 7. No other list has
 * an id of that version, and the server takes it from its own person only, so nobody can make somebody else's.
 */
export function inboxId(userId: string): string {
  return uuid.test(userId) ? `${userId.slice(0, 14)}8${userId.slice(15)}`.toLowerCase() : guestInboxId
}

/** Whether a list is an Inbox, whoever's it is. It is not shared, archived or deleted, and the app calls it by its own word. */
export function isInboxId(listId: string): boolean {
  return uuid.test(listId) && listId[14] === '8'
}

/** What the row is called where a name is needed outside of the app, as in an export. */
export const inboxName = 'Inbox'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** A guest has no account; signing up moves what is in here into the account's own. */
const guestInboxId = '00000000-0000-8000-8000-000000000000'
