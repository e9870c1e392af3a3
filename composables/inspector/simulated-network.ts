/** What the Inspector makes of this browser's connection to the sync service. */
export type SimulatedNetwork = 'normal' | 'offline' | 'slow' | 'very-slow'

/** Milliseconds before each answer, and bytes a second, of the slow ones. */
export const slowness = {
  'slow': { delay: 400, bytesPerSecond: 50_000 },
  'very-slow': { delay: 2_000, bytesPerSecond: 4_000 },
} as const

const key = 'driftless:inspector-network'

/** The same in every tab: any of them may be the one that the sync worker asks for credentials. It outlives a reload, as a real tunnel does. */
export function simulatedNetwork(): SimulatedNetwork {
  const kept = localStorage.getItem(key)
  return kept === 'offline' || kept === 'slow' || kept === 'very-slow' ? kept : 'normal'
}

export function simulateNetwork(network: SimulatedNetwork): void {
  if (network === 'normal') localStorage.removeItem(key)
  else localStorage.setItem(key, network)
}

/**
 * The endpoint as a slow network has it: the development server passes the same protocol on, slowly, at `/powersync-slow/…`.
 * @returns null for a service under another origin, which this server does not pass on
 */
export function slowEndpoint(endpoint: string, network: keyof typeof slowness, origin: string): string | null {
  const { delay, bytesPerSecond } = slowness[network]
  return endpoint === `${origin}/powersync` ? `${origin}/powersync-slow/${delay}-${bytesPerSecond}` : null
}
