import { openDatabase } from './connection.ts'
import { runMigrations } from './run-migrations.ts'

/** `node server/database/migrate.ts`: runs what is missing on DATABASE_URL, says so in one line, exits 0 or 1. */
async function main(): Promise<number> {
  const url = process.env.DATABASE_URL
  if (!url) {
    console.error('DATABASE_URL is not set: it names the Postgres database to migrate, e.g. postgres://user:password@127.0.0.1:5432/driftless')
    return 1
  }
  const db = openDatabase(url, { max: 2 })
  try {
    const names = await runMigrations(db)
    console.log(names.length > 0 ? `The database is ready: ran ${names.join(', ')}.` : 'The database is ready: nothing to migrate.')
    return 0
  }
  catch (error) {
    console.error(`The migration failed and was undone: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
  finally {
    await db.destroy()
  }
}

process.exitCode = await main()
