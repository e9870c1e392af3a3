import type { Postgres, PostgresOptions } from '../../../stack/postgres/start.ts'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grantPublished } from '../../../stack/postgres/roles.ts'
import { startPostgres } from '../../../stack/postgres/start.ts'

const isRoot = process.getuid?.() === 0
let dataDir = ''
const running: Postgres[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
})

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const server = await startPostgres({ dataDir, port: 0, durable: false, ...options })
  running.push(server)
  return server
}

async function query<T = Record<string, unknown>>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return [...await sql.unsafe<T[]>(text)]
  }
  finally {
    await sql.end()
  }
}

describe('an empty data directory', () => {
  it('becomes a UTF-8 Postgres for logical replication, on loopback, with its secrets for the owner alone', async () => {
    const server = await start()
    expect(await query(server.appUrl, `SELECT current_user, current_database(), current_setting('wal_level') AS wal, current_setting('server_encoding') AS encoding,
      current_setting('listen_addresses') AS listen, current_setting('max_slot_wal_keep_size') AS kept`))
      .toEqual([{ current_user: 'driftless', current_database: 'driftless', wal: 'logical', encoding: 'UTF8', listen: '127.0.0.1', kept: '2GB' }])
    expect(await query(server.adminUrl, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  })

  it('is made whole again after an interrupted first start', async () => {
    mkdirSync(join(dataDir, 'postgres.draft'))
    writeFileSync(join(dataDir, 'postgres.draft', 'PG_VERSION'), '18\n')
    const server = await start()
    expect(await query(server.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('asks for the password', async () => {
    const server = await start()
    const url = new URL(server.appUrl)
    url.password = 'wrong'
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
  })
})

describe('the role of the sync service', () => {
  it('reads the published tables and no others, makes slots and writes nothing', async () => {
    const server = await start()
    await query(server.appUrl, 'CREATE TABLE seen (id int PRIMARY KEY); CREATE TABLE hidden (id int PRIMARY KEY); CREATE PUBLICATION powersync FOR TABLE seen')
    await grantPublished(server.appUrl)
    expect(await query(server.replicationUrl, 'SELECT * FROM seen')).toEqual([])
    await expect(query(server.replicationUrl, 'SELECT * FROM hidden')).rejects.toMatchObject({ code: '42501' })
    await expect(query(server.replicationUrl, 'INSERT INTO seen VALUES (1)')).rejects.toMatchObject({ code: '42501' })
    await expect(query(server.replicationUrl, 'CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await query(server.replicationUrl, 'SELECT pg_create_logical_replication_slot(\'s\', \'pgoutput\', true)')
  })

  it('loses what is no longer published', async () => {
    const server = await start()
    await query(server.appUrl, 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY); CREATE PUBLICATION powersync FOR TABLE a, b')
    await grantPublished(server.appUrl)
    await query(server.appUrl, 'ALTER PUBLICATION powersync DROP TABLE b')
    await grantPublished(server.appUrl)
    expect(await query(server.replicationUrl, 'SELECT * FROM a')).toEqual([])
    await expect(query(server.replicationUrl, 'SELECT * FROM b')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a data directory that cannot be used', () => {
  it('in use by a running server is refused with its process', async () => {
    await start()
    await expect(startPostgres({ dataDir, port: 0 })).rejects.toMatchObject({ code: 'data_in_use', message: expect.stringContaining(String(process.pid)) })
  })

  it('of an older major version is refused, and nothing in it changes', async () => {
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n')
    await expect(start()).rejects.toMatchObject({ code: 'data_of_another_version', message: expect.stringContaining('Postgres 16') })
    expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('16\n')
  })

  it('that holds something else is refused, and it stays', async () => {
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres', 'thesis.txt'), 'mine')
    await expect(start()).rejects.toMatchObject({ code: 'not_a_cluster' })
    expect(existsSync(join(dataDir, 'postgres', 'thesis.txt'))).toBe(true)
  })

  it('with damaged secrets is refused, and they stay', async () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{"postgresPassword":')
    await expect(start()).rejects.toMatchObject({ code: 'secrets_unreadable' })
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe('{"postgresPassword":')
  })

  it.skipIf(isRoot)('that may not be written is refused by name', async () => {
    chmodSync(dataDir, 0o500)
    await expect(start()).rejects.toMatchObject({ code: 'data_directory', message: expect.stringContaining(dataDir) })
    chmodSync(dataDir, 0o700)
  })
})

it('a port that somebody else took is stepped over, and the new one remembered', async () => {
  const other = await start()
  const second = mkdtempSync(join(tmpdir(), 'driftless-'))
  const server = await start({ dataDir: second, port: other.port })
  expect(server.port).toBeGreaterThan(other.port)
  await server.stop()
  const again = await start({ dataDir: second, port: undefined })
  expect(again.port).toBe(server.port)
  await again.stop()
  rmSync(second, { recursive: true })
})

it('a server ends when its signal is aborted', async () => {
  const controller = new AbortController()
  const server = await start({ signal: controller.signal })
  controller.abort()
  expect(await server.exited).toMatchObject({ code: 0 })
})
