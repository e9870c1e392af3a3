import type { AddressInfo } from 'node:net'
import type { Log } from '../config/log.ts'
import type { Handler } from './exchange.ts'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { ServiceError } from '../protocol/service-error.ts'
import { readBody, sendError } from './exchange.ts'
import { serviceErrorOf } from './service-error-of.ts'

/** Handlers by `METHOD /path`. */
export type Routes = Record<string, Handler>

export interface HttpServer {
  port: number
  server: Server
  /** Cuts open streams and stops listening. */
  close(): Promise<void>
}

/** Starts listening; every answer may be read by any origin, for there are no cookies, only tokens. */
export async function listen(routes: Routes, host: string, port: number, log: Log): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      const told = serviceErrorOf(error)
      if (told.status === 503) log.warn(`${request.method} ${request.url}: ${told.message} (${told.details})`)
      else if (told !== error) log.error(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`)
      if (response.headersSent) response.destroy()
      else sendError(response, told)
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    server,
    port: addressOf(server).port,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', 'Content-Type')
  if (request.method === 'OPTIONS') return preflight(response)
  const url = new URL(request.url ?? '/', 'http://service')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const handler = routes[`${method} ${url.pathname}`]
  if (!handler) throw new ServiceError(404, 'PSYNC_S2002', 'The path does not exist on this server', `The path "${url.pathname}" does not exist on this server`)
  const { json, text } = await readBody(request)
  const body = typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
  await handler({ request, response, url, text, parameters: { ...Object.fromEntries(url.searchParams), ...body } })
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET,HEAD,POST',
    'access-control-allow-headers': 'Content-Type, Authorization, User-Agent, X-User-Agent',
    'access-control-max-age': '3600',
  }).end()
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server is not listening.')
  return address
}
