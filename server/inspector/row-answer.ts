import type { RowCondition } from '../../shared/inspector/row-explanation.ts'
import { z } from 'zod'

const condition: z.ZodType<RowCondition> = z.lazy(() => z.object({ sql: z.string(), holds: z.boolean(), text: z.string(), because: z.array(condition) }))

/** What the sync service answers about a row. */
export const rowAnswer = z.object({
  verdict: z.object({
    code: z.enum(['delivered', 'table_unknown', 'not_synced', 'no_row', 'still_stored', 'not_evaluated', 'not_replicated', 'not_selected', 'still_delivered']),
    text: z.string(),
  }),
  source: z.object({ row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable() }),
  storage: z.array(z.object({ bucket: z.string() })),
  evaluated: z.object({ buckets: z.array(z.string()) }),
  person: z.object({ buckets: z.number(), relevant: z.array(z.string()) }),
  queries: z.array(z.object({
    stream: z.string(),
    automatic: z.boolean(),
    subscribed: z.boolean(),
    parameters: z.record(z.string(), z.unknown()).nullable(),
    sql: z.string(),
    matches: z.boolean(),
    conditions: z.array(condition),
  })).nullable(),
})

export type RowAnswer = z.output<typeof rowAnswer>
