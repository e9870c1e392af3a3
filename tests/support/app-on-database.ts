import { closeDatabase } from '../../server/database/database.ts'
import { startApp } from './server-app.ts'
import { startDatabase } from './server-database.ts'

/** The server's own handlers on a Postgres of their own. The environment is the process's: one of them at a time. */
export async function startAppOnDatabase(environment: Readonly<Record<string, string>> = {}) {
  const database = await startDatabase()
  Object.assign(process.env, { DATABASE_URL: database.url, DRIFTLESS_SECRET: 'a secret that is long enough for tests', ...environment })
  const { origin, stop } = await startApp()
  return {
    origin,
    db: database.db,
    async stop() {
      await stop()
      await closeDatabase()
      await database.stop()
    },
  }
}
