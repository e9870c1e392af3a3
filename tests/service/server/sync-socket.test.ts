import type { WebSocketServer } from 'ws'
import { once } from 'node:events'
import { createServer } from 'node:http'
import crossws from 'crossws/adapters/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer as Server } from 'ws'
import { syncSocket } from '../../../server/http/sync-socket.ts'
import { close, listen } from '../../support/server-app.ts'
import { until } from '../../support/until.ts'

let upstream: WebSocketServer
const app = createServer()
let origin: string

beforeAll(async () => {
  upstream = new Server({ port: 0, host: '127.0.0.1' })
  await once(upstream, 'listening')
  upstream.on('connection', socket => socket.on('message', (frame, isBinary) => socket.send(Buffer.concat([Buffer.from('heard '), frame as Buffer]), { binary: isBinary })))
  process.env.DRIFTLESS_SYNC_UPSTREAM = `http://127.0.0.1:${(upstream.address() as { port: number }).port}`
  // h3 brings types of an older crossws; the hooks used here are the same in both.
  const { handleUpgrade } = crossws({ hooks: syncSocket as NonNullable<Parameters<typeof crossws>[0]>['hooks'] })
  app.on('upgrade', (request, socket, head) => void handleUpgrade(request, socket, head))
  origin = `ws://127.0.0.1:${await listen(app)}`
})
afterAll(async () => {
  upstream.close()
  await close(app)
})

function open(path = '/powersync/sync/stream') {
  const socket = new WebSocket(`${origin}${path}`)
  socket.binaryType = 'arraybuffer'
  return socket
}

describe('a WebSocket to the sync service under our own origin', () => {
  it('carries frames both ways, also those sent before the other side was there', async () => {
    const socket = open()
    const heard: string[] = []
    socket.addEventListener('message', ({ data }) => heard.push(Buffer.from(data).toString()))
    await new Promise(resolve => socket.addEventListener('open', resolve))
    for (const word of ['one', 'two', 'three']) socket.send(Buffer.from(word))
    await until(() => heard.length === 3)
    expect(heard).toEqual(['heard one', 'heard two', 'heard three'])
    socket.close()
    await until(() => upstream.clients.size === 0, { what: 'the other side to be let go' })
  })

  it('ends when the sync service ends it', async () => {
    const socket = open()
    await until(() => upstream.clients.size === 1)
    const ended = new Promise(resolve => socket.addEventListener('close', resolve))
    for (const client of upstream.clients) client.terminate()
    await ended
  })

  it('is there at its one path only', async () => {
    const socket = open('/powersync/api/admin')
    const failed = await new Promise(resolve => socket.addEventListener('error', () => resolve(true)))
    expect(failed).toBe(true)
  })
})
