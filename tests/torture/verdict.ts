import type { Kysely } from 'kysely'
import type { Database } from '../../server/database/schema.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { Client } from './client.ts'
import { canonical, visibleRows } from '../service/convergence/visible-rows.ts'
import { until } from '../support/until.ts'
import { unsaid } from './unsaid.ts'

/** Everything that is wrong once all is quiet; nothing may be. */
export async function faultsFound(db: Kysely<Database>, clients: readonly Client[], acknowledged: readonly WrittenText[]): Promise<string[]> {
  const noted = clients.flatMap(client => client.noted)
  return [...await disagreements(db, clients), ...await unsaid(db, acknowledged, noted)]
}

/** Every tab has what Postgres has for its person, no row more or less. */
async function disagreements(db: Kysely<Database>, clients: readonly Client[]): Promise<string[]> {
  const found: string[] = []
  for (const client of clients) {
    for (const [at, page] of client.tabs.entries()) {
      const here = async () => canonical(new Map(await client.rows(page)) as Map<TableName, Record<string, unknown>[]>)
      const there = async () => canonical(await visibleRows(db, client.person.id))
      await until(async () => await here() === await there(), { within: 15_000, every: 100 }).catch(() => undefined)
      const difference = differenceOf(await here(), await there())
      if (difference) found.push(`${client.name}, tab ${at + 1} and Postgres differ:\n${difference}`)
    }
  }
  return found
}

function differenceOf(here: string, there: string): string {
  const [ours, theirs] = [new Set(here.split('\n')), new Set(there.split('\n'))]
  return [...[...ours].filter(row => !theirs.has(row)).map(row => `  only here:     ${row}`), ...[...theirs].filter(row => !ours.has(row)).map(row => `  only Postgres: ${row}`)].join('\n')
}
