import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { close, listen, startApp } from '../../support/server-app.ts'
import { until } from '../../support/until.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => void

let handle: Handler
const upstream = createServer((req, res) => handle(req, res))
let app: Awaited<ReturnType<typeof startApp>>

beforeAll(async () => {
  process.env.DRIFTLESS_SYNC_UPSTREAM = `http://127.0.0.1:${await listen(upstream)}`
  app = await startApp()
})
afterEach(() => upstream.closeAllConnections())
afterAll(async () => {
  await app.stop()
  await close(upstream)
})

const open = (path: string, body = '') => {
  const sent = request(`${app.origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'cookie': 'session=secret', 'authorization': 'Token abc' } })
  sent.end(body)
  return sent
}

describe('the sync service under our own origin', () => {
  it('is passed the request as it is, without our cookie', async () => {
    let seen: { url?: string, headers: IncomingMessage['headers'], body: string } | undefined
    handle = async (req, res) => {
      const chunks = await Array.fromAsync(req)
      seen = { url: req.url, headers: req.headers, body: Buffer.concat(chunks).toString() }
      res.writeHead(418, { 'x-answer': 'yes' }).end('short and stout')
    }
    const [answer] = await once(open('/powersync/sync/stream?a=1', '{"x":1}'), 'response') as [IncomingMessage]
    expect(answer.statusCode).toBe(418)
    expect(answer.headers['x-answer']).toBe('yes')
    expect(Buffer.concat(await Array.fromAsync(answer)).toString()).toBe('short and stout')
    expect(seen).toMatchObject({ url: '/sync/stream?a=1', body: '{"x":1}', headers: { authorization: 'Token abc' } })
    expect(seen?.headers.cookie).toBeUndefined()
  })

  it('is heard line by line, as it speaks', async () => {
    let speak: (line: string) => void = () => {}
    handle = (_, res) => {
      res.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders()
      speak = line => res.write(line)
    }
    const [answer] = await once(open('/powersync/sync/stream'), 'response') as [IncomingMessage]
    for (const line of ['{"n":1}\n', '{"n":2}\n']) {
      const heard = once(answer, 'data')
      speak(line)
      expect(String((await heard)[0])).toBe(line)
    }
    answer.destroy()
  })

  it('keeps its encoding', async () => {
    handle = (_, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
    }
    const [answer] = await once(open('/powersync/sync/stream'), 'response') as [IncomingMessage]
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(Buffer.concat(await Array.fromAsync(answer))).toString()).toBe('hello')
  })

  it('is let go when the client goes, before and after its first word', async () => {
    for (const speaks of [false, true]) {
      let left = false
      let asked = false
      handle = (_, res) => {
        asked = true
        res.on('close', () => { left = true })
        if (speaks) res.writeHead(200).write('{}\n')
      }
      const sent = open('/powersync/sync/stream')
      sent.on('error', () => {})
      await (speaks ? once(sent, 'response') : until(() => asked))
      sent.destroy()
      await until(() => left, { within: 5_000, what: 'the upstream request to end' })
    }
  })

  it('takes the client with it when it goes', async () => {
    handle = (_, res) => {
      res.writeHead(200).write('{}\n', () => res.destroy())
    }
    const [answer] = await once(open('/powersync/sync/stream'), 'response') as [IncomingMessage]
    await expect(Array.fromAsync(answer)).rejects.toThrow()
  })

  it('shows its public paths only', async () => {
    handle = (_, res) => {
      res.writeHead(200).end('inside')
    }
    for (const path of ['api/admin/v1/diagnostics', 'sync/../api/admin', '', 'metrics', 'sync/stream/x', '%2e%2e/api']) {
      expect((await fetch(`${app.origin}/powersync/${path}`)).status, path).toBe(404)
    }
    expect((await fetch(`${app.origin}/powersync/probes/liveness`)).status).toBe(200)
  })

  it('answers 502 in words while it is away', async () => {
    const before = process.env.DRIFTLESS_SYNC_UPSTREAM
    process.env.DRIFTLESS_SYNC_UPSTREAM = 'http://127.0.0.1:9'
    const answer = await fetch(`${app.origin}/powersync/probes/liveness`)
    process.env.DRIFTLESS_SYNC_UPSTREAM = before
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ code: 'sync_unavailable' })
  })
})
