import type { Server } from 'node:http'
import type { Encoders } from './encoders.ts'
import type { SyncStreamOptions } from './open-session.ts'
import { WebSocketServer } from 'ws'
import { REJECTED_SETUP, errorFrame } from '../protocol/rsocket-frames.ts'
import { RSocketConnection } from './rsocket-connection.ts'

const LARGEST_MESSAGE = 2 * 1024 * 1024

/** Accepts WebSockets on any path of the server, each with RSocket inside. */
export function acceptWebSockets(server: Server, options: SyncStreamOptions, encoders: Encoders): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: { clientNoContextTakeover: true, serverMaxWindowBits: 12, zlibDeflateOptions: { level: 1, memLevel: 5 }, threshold: 1024 },
  })
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy())
    sockets.handleUpgrade(request, connection, head, (socket) => {
      if (sockets.clients.size <= options.config.limits.concurrentStreams) return void new RSocketConnection(socket, options, encoders)
      socket.send(errorFrame(0, REJECTED_SETUP, `[PSYNC_S2304] Maximum active concurrent connections limit has been reached`))
      socket.close()
    })
  })
  options.signal.addEventListener('abort', () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }, { once: true })
}
