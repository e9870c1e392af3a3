import type { AddressInfo, Server } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { freePort } from '../../../stack/ports.ts'
import { rememberedPort, rememberPort } from '../../../stack/remembered-ports.ts'
import { forwardIpv6Loopback } from '../../../stack/supervisor/loopback.ts'

const open: Server[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await new Promise(resolve => server.close(resolve))
})

async function listen(host: string): Promise<number> {
  const server = createServer(socket => socket.end('hello'))
  open.push(server.listen(0, host))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

it('a taken port is stepped over', async () => {
  const taken = await listen('127.0.0.1')
  expect(await freePort(taken)).toBeGreaterThan(taken)
})

it('a port that is taken on another address only is stepped over too', async () => {
  const taken = await listen('0.0.0.0')
  expect(await freePort(taken, ['127.0.0.1', '::1', '0.0.0.0', '::'])).toBeGreaterThan(taken)
})

it('port 0 is any free port', async () => {
  expect(await freePort(0, ['127.0.0.1', '::1'])).toBeGreaterThan(1_023)
})

it('the port of the last start is remembered, and a damaged memory is none', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'driftless-'))
  rememberPort(dataDir, 'postgres', 54_321)
  rememberPort(dataDir, 'sync', 54_331)
  expect([rememberedPort(dataDir, 'postgres'), rememberedPort(dataDir, 'sync')]).toEqual([54_321, 54_331])
  writeFileSync(join(dataDir, 'ports.json'), '{"postgres":')
  expect(rememberedPort(dataDir, 'postgres')).toBeUndefined()
})

it('a program for which localhost is ::1 alone reaches what listens on 127.0.0.1', async (test) => {
  const port = await listen('127.0.0.1')
  const close = await forwardIpv6Loopback(port)
  const socket = connect(port, '::1')
  // Containers are often without IPv6; nothing asks for ::1 there either.
  socket.on('error', () => test.skip('this machine has no IPv6'))
  const [data] = await once(socket, 'data')
  expect(String(data)).toBe('hello')
  close()
})
