import { createServer } from 'node:net'
import { StackError } from './stack-error.ts'

/**
 * The first free TCP port at or above `wanted` on every one of the given addresses; 0 asks the system for any.
 * Another process can take it before it is used: whoever binds it must be ready to ask again with `wanted + 1`.
 * @throws {StackError} `no_port` when a hundred in a row are taken, `port_forbidden`.
 */
export async function freePort(wanted: number, addresses: readonly string[] = ['127.0.0.1']): Promise<number> {
  const last = Math.min(wanted + 99, 65_535)
  for (let port = wanted; port <= last; port++) {
    const found = await tryPort(port, addresses)
    if (found !== undefined) return found
  }
  throw new StackError('no_port', `The ports ${wanted} to ${last} are all taken. Set PORT to a free one.`)
}

async function tryPort(port: number, addresses: readonly string[]): Promise<number | undefined> {
  let found: number | undefined = port
  for (const address of addresses) {
    found = await bind(found, address)
    if (found === undefined) return undefined
  }
  return found
}

/** Binds and lets go again. An address that this machine does not have (no IPv6) does not count. */
function bind(port: number, address: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else if (error.code === 'EACCES') reject(new StackError('port_forbidden', `This user may not use port ${port}: ports below 1024 are root's. Set PORT to a higher one.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(port)
      else reject(error)
    })
    server.listen({ port, host: address, exclusive: true }, () => {
      const bound = server.address()
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : port))
    })
  })
}
