import type { EventHandlerObject } from 'h3'

/** What Nitro calls for a WebSocket, where `experimental.websocket` is on. */
export type WebSocketHooks = NonNullable<EventHandlerObject['websocket']>
