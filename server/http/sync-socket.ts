import type { WebSocketHooks } from './websocket-hooks.ts'
import { environment } from '../environment.ts'

/** The other end of each client's socket, and what the client said before it was open. */
interface Bridge {
  readonly upstream: WebSocket
  readonly waiting: Uint8Array<ArrayBuffer>[]
}

const bridges = new Map<string, Bridge>()

/**
 * Joins a client's WebSocket (RSocket, the transport of older PowerSync clients) to the sync service's: frames go through as they
 * are. RSocket limits by itself how much is on its way. A client of another site gets no further than the service, which wants a token.
 */
export const syncSocket: WebSocketHooks = {
  upgrade(request) {
    const { pathname } = new URL(request.url)
    if (!environment.syncUpstream || pathname !== '/powersync/sync/stream') return new Response('There is nothing here.', { status: 404 })
  },
  open(peer) {
    const upstream = new WebSocket(`${environment.syncUpstream?.replace(/^http/, 'ws')}/sync/stream`)
    upstream.binaryType = 'arraybuffer'
    const bridge: Bridge = { upstream, waiting: [] }
    bridges.set(peer.id, bridge)
    upstream.addEventListener('open', () => bridge.waiting.splice(0).forEach(frame => upstream.send(frame)))
    upstream.addEventListener('message', ({ data }) => peer.send(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data)))
    upstream.addEventListener('close', () => peer.close())
    // A close follows every error.
    upstream.addEventListener('error', () => {})
  },
  message(peer, message) {
    const bridge = bridges.get(peer.id)
    if (!bridge) return
    const frame = new Uint8Array(message.uint8Array())
    if (bridge.upstream.readyState === WebSocket.CONNECTING) bridge.waiting.push(frame)
    else bridge.upstream.send(frame)
  },
  close(peer) {
    bridges.get(peer.id)?.upstream.close()
    bridges.delete(peer.id)
  },
}
