import type { Reason } from './refusal-reason.ts'

/** Why the server refused an operation. Stable: clients and `write_problems.code` depend on them. */
export const refusalCodes = [
  'not_a_member',
  'role_too_low',
  'list_archived',
  'row_gone',
  'invalid_value',
  'unknown_table',
  'unknown_column',
  'too_large',
  'limit_reached',
] as const

export type RefusalCode = typeof refusalCodes[number]

/** `write_problems.code` of a value that somebody's later edit replaced. */
export const overwrittenCode = 'overwritten'

/** One operation of the upload queue, as the connector sends it. */
export interface UploadOp {
  readonly op: 'PUT' | 'PATCH' | 'DELETE'
  readonly table: string
  readonly id: string
  /** PUT: the row; PATCH: the changed columns. */
  readonly data?: Readonly<Record<string, unknown>>
  /** The values that the changed columns had on the device before. */
  readonly old?: Readonly<Record<string, unknown>>
  readonly metadata?: string
}

/** Why an operation, and with it its transaction, was refused. */
export interface UploadProblem {
  readonly table: string
  readonly row_id: string
  readonly column?: string
  readonly code: RefusalCode
  /** What an app words itself. */
  readonly reason: Reason
  /** The same in plain English. */
  readonly message: string
}

export interface UploadResult {
  readonly id: string | number
  readonly status: 'applied' | 'refused'
  readonly problems: readonly UploadProblem[]
}

/**
 * `write_problems.client_value` of a refused operation (kind `refused`): all that is needed to do it again or to show it.
 * Every operation of a refused transaction has its own row; the ones that only fell with another carry `together_with`.
 * `server_value` then holds the row's present values of the same columns, or null where there is no row that the person may see.
 * For kind `overwritten`, `column_name` is set, `client_value` is the value that was lost and `server_value` the one that replaced it.
 */
export interface RefusedEdit {
  readonly op: UploadOp['op']
  readonly data: Readonly<Record<string, unknown>> | null
  readonly together_with?: { readonly table: string, readonly row_id: string }
}
