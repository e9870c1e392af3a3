/** A condition of a query, and how it stands for a row and a person. */
export interface RowCondition {
  readonly sql: string
  readonly holds: boolean
  /** The values that decide it, in words. */
  readonly text: string
  /** For a condition that looks into other rows: how their conditions stand. */
  readonly because: readonly RowCondition[]
}

export interface RowQuery {
  readonly stream: string
  readonly automatic: boolean
  readonly subscribed: boolean
  readonly parameters: Readonly<Record<string, unknown>> | null
  readonly sql: string
  readonly matches: boolean
  readonly conditions: readonly RowCondition[]
}

/** `hidden`: there is no such row, or it is nobody's business who asks; the two are not told apart. */
export type RowVerdict = 'delivered' | 'table_unknown' | 'not_synced' | 'no_row' | 'still_stored' | 'not_evaluated' | 'not_replicated'
  | 'not_selected' | 'still_delivered' | 'hidden'

/** What `POST /api/inspector/row` answers: why a row is, or is not, with a person. */
export interface RowExplanation {
  readonly verdict: { readonly code: RowVerdict, readonly text: string }
  /** Null where the row is not there or hidden. */
  readonly row: Readonly<Record<string, string | number | null>> | null
  /** Where the row is in the service's storage, and where it belongs by what Postgres has now. */
  readonly buckets: { readonly stored: readonly string[], readonly due: readonly string[] }
  /** How many buckets the person has, and those in which rows of the table come. */
  readonly person: { readonly user_id: string, readonly buckets: number, readonly relevant: readonly string[] }
  /** Each query that reads the table; null for a sync config whose queries cannot be taken apart. */
  readonly queries: readonly RowQuery[] | null
  /** Who is in the list that the row belongs to. */
  readonly members: readonly { readonly user_id: string, readonly name: string, readonly role: string }[]
}

/** What it is asked. Without `user_id` about the person who is signed in. */
export interface RowQuestion {
  readonly table: string
  readonly id: string
  readonly user_id?: string
  readonly subscriptions?: readonly { readonly stream: string, readonly parameters: Readonly<Record<string, unknown>> | null }[]
}
