import type { TokenClaims } from '~/powersync/inspect/token-claims'

/** Something that happened in a tab of the app, as the Inspector lists it. */
export interface InspectorEvent {
  /** One a tab and event. */
  id: string
  /** The tab that saw it. */
  tab: string
  /** Milliseconds since 1970. */
  at: number
  fact: InspectorFact
}

export type InspectorFact =
  | { kind: 'log', level: number, message: string, error: string | null }
  | { kind: 'status', text: string, tone: Tone }
  | { kind: 'credentials', endpoint: string, token: TokenClaims | null }
  /** There are none: the session is over, or nobody answered. */
  | { kind: 'no-credentials', reason: string }
  | { kind: 'upload', transactions: number[], operations: number, milliseconds: number, outcome: UploadOutcome }

export type Tone = 'plain' | 'good' | 'warn' | 'danger'

/** What became of an upload: the answer for each transaction, or why there is none. */
export type UploadOutcome =
  | { kind: 'answered', applied: number, refused: { transaction: number, codes: string[] }[] }
  | { kind: 'failed', message: string }

/** What the app does with one question while it is watched. */
export interface WatchedQueryReport {
  id: string
  sql: string
  parameters: string
  /** Components that use the answer. */
  users: number
  runs: number
  rows: number
  lastMs: number
  totalMs: number
  maxMs: number
  lastRunAt: number | null
}
