import { keptMark } from './kept-mark'

const session = keptMark('driftless:owed-sign-out')
const rows = keptMark('driftless:owed-clearing')

/**
 * A sign-out that the server has not heard of: it could not be reached, or the tab was closed in the middle. The session
 * cookie is HttpOnly and waits here for the next contact.
 */
export const owedSignOut = {
  owe: () => session.keep('1'),
  isOwed: () => session.read() !== null,
  paid: () => session.keep(null),
}

/** Held by the tab that removes rows: where it is closed in the middle, the next one goes on. */
export const clearingLock = 'driftless:owed-clearing'

/** The account whose rows are still on this device although its person signed out: the tab was closed before they were removed. */
export const owedClearing = {
  owe: (accountId: string) => rows.keep(accountId),
  accountId: () => rows.read(),
  paid: () => rows.keep(null),
}
