import type { ChildProcess } from 'node:child_process'
import type { Postgres } from '../../../stack/postgres/start.ts'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startPostgres } from '../../../stack/postgres/start.ts'

let dataDir = ''
let server: Postgres | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
})

afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<Postgres> {
  server = await startPostgres({ dataDir, port: 0 })
  return server
}

async function write(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await sql`CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)`
  await sql`INSERT INTO kept SELECT count(*) FROM kept`
  await sql.end()
}

async function count(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM kept`
  await sql.end()
  return row!.count
}

/** A parent of its own for a server on the same directory; it prints the server's address and process. */
async function startInAnotherProcess(): Promise<{ parent: ChildProcess, appUrl: string, pid: number }> {
  const module = new URL('../../../stack/postgres/start.ts', import.meta.url).href
  const parent = spawn(process.execPath, ['--input-type=module', '-e', `
    const { startPostgres } = await import('${module}')
    const { appUrl, pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0 })
    console.log(JSON.stringify({ appUrl, pid }))`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(parent.stdout!, 'data')
  return { parent, ...JSON.parse(String(line)) as { appUrl: string, pid: number } }
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** The shell that ends Postgres when its parent is gone. */
function watcherOf(parent: ChildProcess): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'args='], { encoding: 'utf8' })
  const line = stdout.split('\n').find(text => text.includes('while read') && text.trim().split(/\s+/)[1] === String(parent.pid))
  return Number(line!.trim().split(/\s+/)[0])
}

it('kill -9 of Postgres: the next start has every committed row', async () => {
  const first = await start()
  await write(first.appUrl)
  first.kill()
  expect(await first.exited).toMatchObject({ signal: 'SIGKILL' })
  const second = await start()
  expect(await count(second.appUrl)).toBe(1)
})

it('kill -9 of the parent: Postgres ends, and the next start has every committed row', async () => {
  const first = await startInAnotherProcess()
  await write(first.appUrl)
  await kill(first.parent)
  const second = await start()
  expect(second.pid).not.toBe(first.pid)
  expect(await count(second.appUrl)).toBe(1)
})

it('kill -9 of the parent and of its watcher: the next start stops the Postgres that was left', async () => {
  const first = await startInAnotherProcess()
  await write(first.appUrl)
  process.kill(watcherOf(first.parent), 'SIGKILL')
  await kill(first.parent)
  const second = await start()
  expect(await count(second.appUrl)).toBe(1)
})

it('a pid file that names a process of somebody else does not block the next start, and that process lives', async () => {
  const first = await start()
  await write(first.appUrl)
  const pidFile = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
  first.kill()
  await first.exited
  const bystander = spawn('sleep', ['60'])
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), pidFile.replace(/^\d+/, String(bystander.pid)))
  const second = await start()
  expect(await count(second.appUrl)).toBe(1)
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  await kill(bystander)
})

it('a pid file that was cut short does not block the next start', async () => {
  const first = await start()
  await write(first.appUrl)
  first.kill()
  await first.exited
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '')
  const second = await start()
  expect(await count(second.appUrl)).toBe(1)
})
