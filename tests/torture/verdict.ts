import type { Kysely } from 'kysely'
import type { Page } from 'playwright-core'
import type { Sql } from 'postgres'
import type { Database } from '../../server/database/schema.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { Client } from './client.ts'
import type { Rows } from '../service/convergence/visible-rows.ts'
import { canonical, visibleRows } from '../service/convergence/visible-rows.ts'
import { until } from '../support/until.ts'
import { textsOf } from './history.ts'
import { unsaid } from './unsaid.ts'

/** Two ways to ask it. */
interface Postgres {
  readonly db: Kysely<Database>
  readonly sql: Sql
}

/** Everything that is wrong once all is quiet; nothing may be. */
export async function faultsFound({ db, sql }: Postgres, clients: readonly Client[], acknowledged: readonly WrittenText[]): Promise<string[]> {
  const noted = clients.flatMap(client => client.noted)
  const lost: string[] = []
  for (const { device, table, rowId, text, replaced } of await unsaid(db, acknowledged, noted)) {
    lost.push([`lost: “${text}” by ${device} (${table} ${rowId}, in place of ${replaced})`, ...await textsOf(sql, rowId)].join('\n'))
  }
  return [...await disagreements(db, clients), ...lost]
}

/** Every tab has what Postgres has for its person, no row more or less. */
async function disagreements(db: Kysely<Database>, clients: readonly Client[]): Promise<string[]> {
  const found: string[] = []
  for (const client of clients) {
    for (const [at, page] of client.tabs.entries()) {
      let difference: string[] = []
      const agrees = async () => (difference = await differenceOf(db, client, page)).length === 0
      await until(agrees, { within: 15_000, every: 100 }).catch(() => undefined)
      if (difference.length > 0) found.push(`${client.name}, tab ${at + 1} and Postgres differ:\n${difference.join('\n')}`)
    }
  }
  return found
}

async function differenceOf(db: Kysely<Database>, client: Client, page: Page): Promise<string[]> {
  const here = lines(new Map(await client.rows(page)))
  const must = lines(await visibleRows(db, client.person.id))
  // A page that shows an archived list asks for its todos.
  const may = lines(await visibleRows(db, client.person.id, { archived: true }))
  return [
    ...[...here].filter(row => !must.has(row) && !may.has(row)).map(row => `  only here:     ${row}`),
    ...[...must].filter(row => !here.has(row)).map(row => `  only Postgres: ${row}`),
  ]
}

function lines(rows: Rows): Set<string> {
  return new Set(canonical(rows).split('\n'))
}
