export interface ListFates {
  /** Names of the lists that nobody else is in. */
  deleted: string[]
  /** Lists that others go on with, and who owns them then. */
  handedOver: Array<{ name: string, heir: string | null }>
}

interface OwnedList { listId: string, name: string, role: string | null, otherName: string | null }

/** What happens to them when the account is deleted: the rule of server/accounts/leave-all-lists.ts, as far as this device knows. */
export function listFates(rows: readonly OwnedList[]): ListFates {
  const fates: ListFates = { deleted: [], handedOver: [] }
  for (const list of Map.groupBy(rows, row => row.listId).values()) {
    const [{ name } = { name: '' }] = list
    const heir = ['owner', 'editor', 'viewer'].map(role => list.find(row => row.role === role)).find(row => row !== undefined)
    if (heir) fates.handedOver.push({ name, heir: heir.otherName })
    else fates.deleted.push(name)
  }
  return fates
}
