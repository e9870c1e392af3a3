import type { LineSink, SyncSession } from '../protocol/sync-session.ts'

export interface ConnectedClient {
  userId: string
  clientId: string | undefined
  userAgent: string | undefined
  transport: 'http' | 'websocket'
  /** Milliseconds since 1970. */
  since: number
  /** Seconds since 1970: when the token ends. */
  expiresAt: number
  session: Pick<SyncSession, 'buckets'>
  sink: Pick<LineSink, 'bytes'>
}

/** Who has a sync stream open at this moment. */
export class ConnectedClients {
  readonly #clients = new Set<ConnectedClient>()

  /** Notes a client until the function that it returns is called. */
  connected(client: ConnectedClient): () => void {
    this.#clients.add(client)
    return () => void this.#clients.delete(client)
  }

  get count(): number {
    return this.#clients.size
  }

  /** The latest ones, at most `limit`, as inspection tells of them. */
  describe(limit: number) {
    return [...this.#clients].slice(-limit).reverse().map(({ userId, clientId, userAgent, transport, since, expiresAt, session, sink }) => ({
      user_id: userId,
      client_id: clientId ?? null,
      user_agent: userAgent ?? null,
      transport,
      since: new Date(since).toISOString(),
      token_expires_at: new Date(expiresAt * 1000).toISOString(),
      buckets: session.buckets,
      bytes_sent: sink.bytes,
    }))
  }
}
