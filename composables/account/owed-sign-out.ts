const key = 'driftless:owed-sign-out'

/**
 * A sign-out made while the server could not be reached. The rows are gone from the device at once; the session
 * cookie is HttpOnly and waits here for the next contact.
 */
export const owedSignOut = {
  owe: () => localStorage.setItem(key, '1'),
  isOwed: () => localStorage.getItem(key) !== null,
  paid: () => localStorage.removeItem(key),
}
