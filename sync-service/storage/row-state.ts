/** A row's latest operation in a bucket. */
export interface PlacedRow {
  bucketId: number
  bucket: string
  opId: number
  objectType: string
  objectId: string
}

/** A row's entry in the parameter index: `value` is JSON. */
export interface PlacedParameter {
  lookup: string
  value: string
}

/** What a source row has given to buckets and parameters, and values that Postgres may later leave out ("unchanged TOAST"). */
export interface RowState {
  placed: PlacedRow[]
  parameters: PlacedParameter[]
  toast: Record<string, string> | null
}

export const EMPTY_ROW: RowState = { placed: [], parameters: [], toast: null }
