/** Days that deleted lists and todos can be restored. The server deletes them for good afterwards. */
export const trashDays = 30
