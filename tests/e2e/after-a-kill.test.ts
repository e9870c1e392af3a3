import type { Stack } from '../support/stack.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startStack } from '../support/stack.ts'

let dataDir = ''
let stack: Stack | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
})

afterEach(async () => {
  await stack?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(env: NodeJS.ProcessEnv = {}): Promise<Stack> {
  stack = await startStack({ dataDir, env })
  return stack
}

async function health(url: string): Promise<number> {
  return (await fetch(`${url}/api/health`)).status
}

async function users(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1 })
  const rows = await sql<{ email: string }[]>`SELECT email FROM users`
  await sql.end()
  return rows.map(row => row.email)
}

async function signUp(url: string): Promise<void> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'origin': url },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' }),
  })
  expect(response.status).toBe(200)
}

it('kill -9 of the whole: a start right after it has every account', async () => {
  const first = await start()
  await signUp(first.url)
  await first.kill()
  const second = await start()
  expect(await users(second.appUrl)).toEqual(['ada@example.org'])
  expect(await health(second.url)).toBe(200)
})

it('a second start on the same data says who has it and where, and leaves it in peace', async () => {
  const first = await start()
  await expect(startStack({ dataDir })).rejects.toThrow(new RegExp(`already runs on .*process ${first.pid}.* at ${first.url}`))
  expect(await health(first.url)).toBe(200)
})

it('a taken port is stepped over and the one taken instead is printed', async () => {
  const first = await start()
  const port = Number(new URL(first.url).port)
  const second = await startStack({ port })
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port)
  expect(second.output()).toContain(`Port ${port} is taken`)
  await second.stop()
})

it('the app answers on localhost and 127.0.0.1 alike', async () => {
  const { url } = await start()
  expect(await health(url)).toBe(200)
  expect(await health(url.replace('localhost', '127.0.0.1'))).toBe(200)
})

it('SIGTERM ends all of it with code 0', async () => {
  const first = await start()
  await first.stop()
  expect(await first.exited).toBe(0)
  await expect(health(first.url)).rejects.toThrow()
  await expect(users(first.appUrl)).rejects.toThrow()
})

it('a sync service that cannot start is told with its last words instead of a wait without end', async () => {
  await expect(start({ POWERSYNC_CONFIG_PATH: join(dataDir, 'nowhere.yaml') })).rejects.toThrow(/sync service process does not start[\s\S]*nowhere\.yaml/)
  stack = undefined
})
