import type { Postgres } from '../../../stack/postgres/start.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkExternalPostgres, checkPublication } from '../../../stack/postgres/external.ts'
import { freePort } from '../../../stack/ports.ts'
import { startPostgres } from '../../../stack/postgres/start.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
let server: Postgres

beforeAll(async () => {
  server = await startPostgres({ dataDir, port: 0, durable: false })
  await run(server.adminUrl, 'CREATE ROLE operator LOGIN SUPERUSER PASSWORD \'secret\'; CREATE ROLE guest LOGIN PASSWORD \'secret\'; GRANT CONNECT ON DATABASE driftless TO guest')
})

afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function run(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await sql.unsafe(text)
  await sql.end()
}

function as(role: string, password = 'secret', database = 'driftless', port = server.port): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}

describe('a Postgres of the operator\'s own', () => {
  it('that can carry Driftless is taken', async () => {
    await expect(checkExternalPostgres(as('operator'), as('operator'))).resolves.toBeUndefined()
    await expect(checkExternalPostgres(server.appUrl, server.replicationUrl)).resolves.toBeUndefined()
  })

  it('whose role lacks rights is refused with the SQL that gives them', async () => {
    const error: unknown = await checkExternalPostgres(as('guest'), as('guest')).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'database_unfit' })
    expect(String(error)).toContain('ALTER ROLE "guest" WITH REPLICATION;')
    expect(String(error)).toContain('GRANT CREATE ON DATABASE "driftless" TO "guest";')
    expect(String(error)).toContain('GRANT CREATE ON SCHEMA public TO "guest";')
  })

  it('is taken after that SQL was run', async () => {
    await run(as('operator'), 'ALTER ROLE "guest" WITH REPLICATION; GRANT CREATE ON DATABASE "driftless" TO "guest"; GRANT CREATE ON SCHEMA public TO "guest"')
    await expect(checkExternalPostgres(as('guest'), as('guest'))).resolves.toBeUndefined()
  })

  it('that does not answer, refuses the password or lacks the database is told apart, and the password is not shown', async () => {
    const nobody = await freePort(0)
    await expect(checkExternalPostgres(as('operator', 'secret', 'driftless', nobody), '')).rejects.toThrow(/nothing answers/)
    await expect(checkExternalPostgres(as('operator', 'wrong'), '')).rejects.toThrow(/refuses the password/)
    await expect(checkExternalPostgres(as('operator', 'secret', 'elsewhere'), '')).rejects.toThrow(/no such database/)
    await expect(checkExternalPostgres(as('operator', 'wrong'), '')).rejects.not.toThrow(/wrong/)
  })

  it('must have the publication, and the sync service\'s role must be able to read it', async () => {
    await expect(checkPublication(as('operator'), as('operator'))).rejects.toThrow(/publication "powersync" is missing/)
    await run(as('operator'), 'CREATE TABLE list (id int PRIMARY KEY); CREATE PUBLICATION powersync FOR TABLE list')
    await expect(checkPublication(as('operator'), as('guest'))).rejects.toThrow('GRANT SELECT ON public.list TO "guest";')
    await expect(checkPublication(as('operator'), as('operator'))).resolves.toBeUndefined()
  })
})
