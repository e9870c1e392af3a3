/** A condition of a query, and how it stands for one row and one person. */
export interface Condition {
  /** As SQL. */
  sql: string
  holds: boolean
  /** The values that decide it, in words. */
  text: string
  /** For a condition that looks into other rows: how their conditions stand. */
  because: Condition[]
  /** Whose rows those are about. */
  table?: string
}

/** A query of a stream, as far as it concerns one row. */
export interface QueryExplanation {
  stream: string
  /** Whether devices receive the stream without asking for it. */
  automatic: boolean
  subscribed: boolean
  /** The parameters of the subscription that was looked at. */
  parameters: Record<string, unknown> | null
  sql: string
  matches: boolean
  conditions: Condition[]
}
