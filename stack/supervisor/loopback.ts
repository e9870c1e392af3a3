import { connect, createServer } from 'node:net'

/**
 * The app listens on 127.0.0.1, and for some programs `localhost` is ::1 alone. Passes connections to ::1 on to 127.0.0.1;
 * resolves to a function that ends it. A machine without IPv6 needs none.
 */
export function forwardIpv6Loopback(port: number): Promise<() => void> {
  return new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true }, (client) => {
      const app = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
      client.pipe(app).pipe(client)
      client.on('error', () => app.destroy())
      app.on('error', () => client.destroy())
    })
    server.once('error', () => resolve(() => undefined))
    server.listen({ port, host: '::1', ipv6Only: true }, () => {
      server.unref()
      resolve(() => server.close())
    })
  })
}
