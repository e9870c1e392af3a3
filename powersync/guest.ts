/** Stands where an account's id would, for rows that belong to nobody's account yet. Never leaves the device. */
export const guestId = 'guest'
