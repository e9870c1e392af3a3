/** What one upload request may hold. A client packs several transactions up to the first two; a single transaction may be larger, since it cannot be split. */
export const uploadLimits = {
  /** Bytes of a request with several transactions. */
  batchBytes: 1_000_000,
  /** Operations of a request with several transactions. */
  batchOps: 1_000,
  /** Bytes of any request. */
  requestBytes: 4_000_000,
  /** Operations of one transaction. */
  transactionOps: 10_000,
} as const

/** What one person or one list may hold. The sync service gives a person at most 1,000 buckets: two a list and one for each person met there. */
export const ownershipLimits = {
  listsPerPerson: 250,
  membersPerList: 100,
  liveTodosPerList: 10_000,
  openInvitationsPerList: 100,
} as const

/** Labels of one todo. */
export const labelLimits = { count: 20, length: 40 } as const

export const passwordLimits = { min: 8, max: 128 } as const
