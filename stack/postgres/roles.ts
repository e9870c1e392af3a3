import type { Sql } from 'postgres'
import type { Secrets } from '../secrets.ts'
import postgres from 'postgres'

/**
 * Sees to the roles and the database, whatever is there already:
 * `driftless` owns the database of its name (the app and its migrations), `powersync` may read the write-ahead log and,
 * after `grantPublished`, the published tables. Passwords are those of `secrets.json`.
 */
export async function ensureRoles(adminUrl: string, secrets: Secrets): Promise<void> {
  await withConnection(adminUrl, async (sql) => {
    await ensureRole(sql, 'driftless', 'LOGIN', secrets.driftlessPassword)
    await ensureRole(sql, 'powersync', 'LOGIN REPLICATION', secrets.powersyncPassword)
    const [database] = await sql`SELECT 1 FROM pg_database WHERE datname = 'driftless'`
    if (!database) await sql`CREATE DATABASE driftless OWNER driftless`
    await sql`REVOKE ALL ON DATABASE driftless FROM PUBLIC`
    await sql`GRANT CONNECT ON DATABASE driftless TO powersync`
  })
}

/**
 * Lets the role `powersync` read the tables of the publication `powersync` and no others. Call it after the migrations,
 * as the tables' owner or a superuser.
 */
export async function grantPublished(databaseUrl: string): Promise<void> {
  await withConnection(databaseUrl, sql => sql.begin(async (transaction) => {
    const published = namesOf(await transaction<{ name: string }[]>`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_publication_tables WHERE pubname = 'powersync'`)
    const readable = namesOf(await transaction<{ name: string }[]>`
      SELECT format('%I.%I', n.nspname, c.relname) AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN aclexplode(c.relacl) acl
      WHERE acl.grantee = 'powersync'::regrole`)
    for (const name of published) if (!readable.has(name)) await transaction.unsafe(`GRANT SELECT ON ${name} TO powersync`)
    for (const name of readable) if (!published.has(name)) await transaction.unsafe(`REVOKE ALL ON ${name} FROM powersync`)
  }))
}

function namesOf(rows: readonly { name: string }[]): Set<string> {
  return new Set(rows.map(row => row.name))
}

async function ensureRole(sql: Sql, name: string, attributes: string, password: string) {
  const [role] = await sql`SELECT 1 FROM pg_roles WHERE rolname = ${name}`
  // Utility statements take no parameters. Passwords are base64url: no quote can be in them.
  await sql.unsafe(`${role ? 'ALTER' : 'CREATE'} ROLE ${name} ${attributes} PASSWORD '${password}'`)
}

async function withConnection(url: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await work(sql)
  }
  finally {
    await sql.end()
  }
}
