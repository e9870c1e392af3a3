import type { AddressInfo } from 'node:net'
import type { ServerResponse } from 'node:http'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchStream, SilentStreamError } from '../../../powersync/fetch-stream.ts'

let url: string
let say: (response: ServerResponse) => void
let closed: Promise<unknown>
const server = createServer((request, response) => {
  closed = once(request.socket, 'close')
  say(response)
})

beforeEach(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sync/stream`
})

afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const ask = (silence: number) => fetchStream({ resource: url, request: { method: 'POST' }, expectStreamingResponse: true }, silence)

test('a stream that speaks, and ends, is given as it is', async () => {
  say = (response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write('{"token_expires_in":300}\n')
    setTimeout(() => response.end('{"checkpoint":{}}\n'), 50)
  }
  const response = await ask(10_000)
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  expect(await response.text()).toBe('{"token_expires_in":300}\n{"checkpoint":{}}\n')
})

test('a stream that says nothing any more ends with an error, and its connection is closed', async () => {
  say = response => void response.writeHead(200).write('{"token_expires_in":300}\n')
  const reader = (await ask(100)).body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"token_expires_in":300}\n')
  await expect(reader.read()).rejects.toThrow(SilentStreamError)
  await closed
})

test('who does not read notices no silence', async () => {
  say = (response) => {
    response.writeHead(200).write('one')
    setTimeout(() => response.end('two'), 50)
  }
  const reader = (await ask(200)).body!.getReader()
  await reader.read()
  await new Promise(resolve => setTimeout(resolve, 400))
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('two')
})

test('whoever ends the stream closes the connection', async () => {
  say = response => void response.writeHead(200).write('one')
  const reader = (await ask(10_000)).body!.getReader()
  await reader.read()
  const pending = reader.read()
  await reader.cancel(new Error('no longer wanted'))
  expect(await pending).toEqual({ done: true, value: undefined })
  await closed
})

test('an error is given as it is', async () => {
  say = response => void response.writeHead(401).end('who are you?')
  const response = await ask(100)
  expect(response.status).toBe(401)
  expect(await response.text()).toBe('who are you?')
})
