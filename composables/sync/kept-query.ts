import type { CommonPowerSyncDatabase } from '@powersync/common'
import type { Question } from '~/powersync/questions/question'
import { keepUnchanged } from '~/composables/sync/keyed-rows'
import { createUnpacker, packed } from '~/composables/sync/packed-rows'

/** A query that is asked again and again: rows that did not change since the last time are the same objects, and so is an unchanged result. */
export function keptQuery<Row extends { id: string }>(
  database: CommonPowerSyncDatabase,
  { sql, parameters }: Question<Row>,
): () => Promise<readonly Readonly<Row>[]> {
  const text = packed(sql)
  if (!text) {
    let last: readonly Readonly<Row>[] = []
    return async () => last = keepUnchanged(last, await database.getAll<Row>(sql, [...parameters]))
  }
  const unpack = createUnpacker<Row>(text.columns)
  return async () => unpack((await database.get<{ packed: string | null }>(text.sql, [...parameters])).packed)
}
