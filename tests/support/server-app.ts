import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { createApp, createRouter, toNodeListener } from 'h3'
import auth from '../../server/api/auth/[...path].ts'
import jwks from '../../server/api/auth/jwks.get.ts'
import health from '../../server/api/health.get.ts'
import inspectedConfig from '../../server/api/inspector/config.get.ts'
import explainedRow from '../../server/api/inspector/row.post.ts'
import inspectedServer from '../../server/api/inspector/server.get.ts'
import endOperatorSession from '../../server/api/inspector/session.delete.ts'
import operatorSession from '../../server/api/inspector/session.get.ts'
import startOperatorSession from '../../server/api/inspector/session.post.ts'
import acceptInvitation from '../../server/api/invitations/[token]/accept.post.ts'
import readInvitation from '../../server/api/invitations/[token]/index.get.ts'
import revokeInvitation from '../../server/api/lists/[id]/invitations/[invitation].delete.ts'
import listInvitations from '../../server/api/lists/[id]/invitations/index.get.ts'
import createInvitation from '../../server/api/lists/[id]/invitations/index.post.ts'
import credentials from '../../server/api/powersync/credentials.get.ts'
import upload from '../../server/api/powersync/upload.post.ts'
import sameOrigin from '../../server/middleware/same-origin.ts'
import slowSync from '../../server/routes/powersync-slow/[pace]/[...path].ts'
import sync from '../../server/routes/powersync/[...path].ts'

/** The server's own handlers on a free port, routed as Nitro routes them, without a build. */
export async function startApp(): Promise<{ origin: string, stop(): Promise<void> }> {
  const router = createRouter()
    .get('/api/auth/jwks', jwks)
    .use('/api/auth/**:path', auth)
    .get('/api/health', health)
    .get('/api/powersync/credentials', credentials)
    .post('/api/powersync/upload', upload)
    .get('/api/lists/:id/invitations', listInvitations)
    .post('/api/lists/:id/invitations', createInvitation)
    .delete('/api/lists/:id/invitations/:invitation', revokeInvitation)
    .get('/api/invitations/:token', readInvitation)
    .post('/api/invitations/:token/accept', acceptInvitation)
    .get('/api/inspector/session', operatorSession)
    .post('/api/inspector/session', startOperatorSession)
    .delete('/api/inspector/session', endOperatorSession)
    .get('/api/inspector/server', inspectedServer)
    .get('/api/inspector/config', inspectedConfig)
    .post('/api/inspector/row', explainedRow)
    .use('/powersync-slow/:pace/**:path', slowSync)
    .use('/powersync/**:path', sync)
  const server = createServer(toNodeListener(createApp().use(sameOrigin).use(router)))
  await listen(server)
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => close(server),
  }
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve, reject) => server.close(error => error ? reject(error) : resolve()))
}
