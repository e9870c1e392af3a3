import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { BlockList, isIPv4, isIPv6 } from 'node:net'

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8)
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/**
 * The address to count attempts by. `X-Forwarded-For` is believed only from a proxy on this machine or in a private network,
 * and only its last entry, which that proxy wrote itself.
 */
export function clientAddress(event: H3Event): string {
  // A proxy that comes by a Unix socket (`nuxt dev` does) has no address: it is on this machine.
  const peer = (event.node.req.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '')
  if (!isNearby(peer)) return peer
  const forwarded = getRequestHeader(event, 'x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return isIPv4(forwarded) || isIPv6(forwarded) ? forwarded : peer
}

function isNearby(address: string): boolean {
  if (isIPv4(address)) return nearby.check(address)
  return isIPv6(address) && nearby.check(address, 'ipv6')
}
