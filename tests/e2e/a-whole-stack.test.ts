import type { Stack } from '../support/stack.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStack } from '../support/stack.ts'
import { until } from '../support/until.ts'

describe('a Driftless that runs', () => {
  let running: Stack
  beforeAll(async () => {
    running = await startStack()
  })
  afterAll(() => running?.stop())

  it('is left in peace by a second start on its data, which says who has it and where', async () => {
    await expect(startStack({ dataDir: running.dataDir })).rejects.toThrow(new RegExp(`already runs on .*process ${running.pid}.* at ${running.url}`))
    expect(await health(running.url)).toBe(200)
  })

  it('is stepped over by one that wants its port, which prints the one that it takes instead', async () => {
    const port = Number(new URL(running.url).port)
    const second = await startStack({ port })
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port)
    expect(second.output()).toContain(`Port ${port} is taken`)
    await second.stop()
  })

  it('answers on localhost and 127.0.0.1 alike', async () => {
    expect(await health(running.url)).toBe(200)
    expect(await health(running.url.replace('localhost', '127.0.0.1'))).toBe(200)
  })

  it('has a line in its log for every call of the API, under the id that its answer carries, without what is secret', async () => {
    const answer = await fetch(`${running.url}/api/invitations/0123456789abcdefghijklmnopqrstuvwxyz0123456?secret=1`)
    const id = answer.headers.get('x-request-id')
    const line = await until(() => running.output().split('\n').find(text => text.includes(`"request_id":"${id}"`)), { what: 'the line in the log' })
    expect(line).toContain(`"method":"GET"`)
    expect(line).toContain(`"status":${answer.status}`)
    expect(line).toContain('/api/invitations/0123…')
    expect(line).not.toContain('secret')
  })

  it('ends with SIGTERM, all of it, with code 0', async () => {
    await running.stop()
    expect(await running.exited).toBe(0)
    await expect(health(running.url)).rejects.toThrow()
    await expect(users(running.appUrl)).rejects.toThrow()
  })
})

describe('a start', () => {
  let dataDir = ''
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  it('right after a kill -9 of the whole has every account', async () => {
    const first = await startStack({ dataDir })
    await signUp(first.url)
    await first.kill()
    const second = await startStack({ dataDir })
    try {
      expect(await users(second.appUrl)).toEqual(['ada@example.org'])
      expect(await health(second.url)).toBe(200)
    }
    finally {
      await second.stop()
    }
  })

  it('tells the last words of a sync service that cannot start instead of waiting without end', async () => {
    const start = startStack({ dataDir, env: { POWERSYNC_CONFIG_PATH: join(dataDir, 'nowhere.yaml') } })
    await expect(start).rejects.toThrow(/sync service process does not start[\s\S]*nowhere\.yaml/)
  })
})

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
