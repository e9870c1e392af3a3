import type { Sql } from 'postgres'
import postgres from 'postgres'
import { StackError } from '../stack-error.ts'

const oldestVersion = 14

interface Facts {
  version: number
  wal_level: string
  role: string
  database: string
  may_replicate: boolean
  may_create: boolean
  may_create_tables: boolean
}

/**
 * Looks whether the operator's own Postgres can carry Driftless, before anything is changed in it.
 * @param databaseUrl for the app and the migrations
 * @param replicationUrl for the sync service; often the same
 * @throws {StackError} `database_unreachable`, `database_unfit` with the SQL that mends it.
 */
export async function checkExternalPostgres(databaseUrl: string, replicationUrl: string): Promise<void> {
  const app = await facts('DATABASE_URL', databaseUrl)
  const replication = replicationUrl === databaseUrl ? app : await facts('PS_DATA_SOURCE_URI', replicationUrl)
  const problems = [
    app.version < oldestVersion && `It is Postgres ${app.version}; Driftless needs ${oldestVersion} or newer.`,
    app.wal_level !== 'logical' && mend(`wal_level is "${app.wal_level}"; sync reads the write-ahead log, which needs "logical". As superuser, then restart Postgres:`, 'ALTER SYSTEM SET wal_level = \'logical\';'),
    !app.may_create && mend(`The role ${app.role} may not create schemas and publications in the database ${app.database}. As its owner:`, `GRANT CREATE ON DATABASE "${app.database}" TO "${app.role}";`),
    !app.may_create_tables && mend(`The role ${app.role} may not create tables in the schema public. As its owner:`, `GRANT CREATE ON SCHEMA public TO "${app.role}";`),
    !replication.may_replicate && mend(`The role ${replication.role} may not read the write-ahead log. As superuser:`, `ALTER ROLE "${replication.role}" WITH REPLICATION;`),
  ].filter(problem => problem !== false)
  if (problems.length > 0) throw new StackError('database_unfit', unfit(...problems))
}

/**
 * Looks whether the migrations left what the sync service reads.
 * @throws {StackError} `database_unfit`
 */
export async function checkPublication(databaseUrl: string, replicationUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(replicationUrl).username)
  const { published, unreadable } = await connected('DATABASE_URL', databaseUrl, async sql => ({
    published: await sql`SELECT 1 FROM pg_publication WHERE pubname = 'powersync'`,
    unreadable: await sql<{ name: string }[]>`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_publication_tables
      WHERE pubname = 'powersync' AND NOT has_table_privilege(${role}, format('%I.%I', schemaname, tablename), 'SELECT')`,
  }))
  if (published.length === 0) throw new StackError('database_unfit', `The publication "powersync" is missing. Somebody dropped it; the migrations make it only once. As the tables' owner:\n    CREATE PUBLICATION powersync FOR TABLE …;   (the tables of powersync/sync-config.yaml)`)
  if (unreadable.length > 0) throw new StackError('database_unfit', unfit(mend(`The role ${role} may not read every published table. As their owner:`, `GRANT SELECT ON ${unreadable.map(row => row.name).join(', ')} TO "${role}";`)))
}

function facts(variable: string, url: string): Promise<Facts> {
  return connected(variable, url, async (sql) => {
    const [row] = await sql<Facts[]>`
      SELECT current_setting('server_version_num')::int / 10000 AS version,
        current_setting('wal_level') AS wal_level,
        current_user AS role,
        current_database() AS database,
        rolsuper OR rolreplication OR EXISTS (
          SELECT 1 FROM pg_roles granted WHERE granted.rolname = 'rds_replication' AND pg_has_role(current_user, granted.oid, 'USAGE')
        ) AS may_replicate,
        has_database_privilege(current_database(), 'CREATE') AS may_create,
        has_schema_privilege('public', 'CREATE') AS may_create_tables
      FROM pg_roles WHERE rolname = current_user`
    if (!row) throw new StackError('database_unfit', `The role of ${variable} is not to be found in pg_roles.`)
    return row
  })
}

async function connected<T>(variable: string, url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    return await work(sql)
  }
  catch (cause) {
    if (cause instanceof StackError) throw cause
    throw new StackError('database_unreachable', `The Postgres of ${variable} (${withoutPassword(url)}) cannot be used: ${explain(cause)}`, { cause })
  }
  finally {
    await sql.end({ timeout: 1 })
  }
}

function explain(cause: unknown): string {
  const { code, message } = cause instanceof Error ? { code: 'code' in cause ? cause.code : undefined, message: cause.message } : { code: undefined, message: String(cause) }
  if (code === 'ECONNREFUSED') return 'nothing answers at this address. Is it running, and is the port right?'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no machine of this name.'
  if (code === 'CONNECT_TIMEOUT') return 'it did not answer within 10 seconds. Is the way there open (firewall)?'
  if (code === '28P01') return 'it refuses the password.'
  if (code === '3D000') return 'it has no such database.'
  return message
}

function withoutPassword(url: string): string {
  const shown = new URL(url)
  shown.password = ''
  return shown.href
}

function unfit(...problems: string[]): string {
  return `The Postgres of DATABASE_URL is not ready for Driftless:\n${problems.join('\n')}`
}

function mend(what: string, sql: string): string {
  return `- ${what}\n    ${sql}`
}
