import type { Secrets } from './secrets.ts'
import { join } from 'node:path'
import { root } from './root.ts'
import { sslmodeOf } from './sslmode.ts'

/** Where everything is, once decided. */
export interface Places {
  readonly dataDir: string
  readonly appUrl: string
  readonly replicationUrl: string
  /** The app's port. */
  readonly port: number
  /** The address that the app listens on. */
  readonly host: string
  /** The embedded sync service's port; none where the operator has a service of their own. */
  readonly syncPort: number | undefined
}

/** What the app gets. The operator's own settings go before ours. */
export function appEnvironment(places: Places, secrets: Secrets): NodeJS.ProcessEnv {
  const { NITRO_PORT, NITRO_HOST, ...inherited } = process.env
  return {
    DRIFTLESS_SECRET: secrets.driftlessSecret,
    POWERSYNC_AUDIENCE: 'driftless',
    // Uploads in progress end well within this; sync streams end with the sync service, which is stopped first.
    NITRO_SHUTDOWN_TIMEOUT: '3000',
    ...withoutEmpty(inherited),
    PORT: String(places.port),
    HOST: places.host,
    DATABASE_URL: places.appUrl,
    DRIFTLESS_DATA_DIR: places.dataDir,
    ...places.syncPort && {
      DRIFTLESS_SYNC_UPSTREAM: `http://127.0.0.1:${places.syncPort}`,
      DRIFTLESS_SYNC_ADMIN_TOKEN: inherited.PS_ADMIN_TOKEN || secrets.syncAdminToken,
    },
  }
}

/** What the embedded sync service gets: the variables that powersync/service.yaml names. */
export function syncEnvironment(places: Places, secrets: Secrets): NodeJS.ProcessEnv {
  const inherited = withoutEmpty(process.env)
  const ours = {
    POWERSYNC_CONFIG_PATH: join(root, 'powersync', 'service.yaml'),
    PS_SSLMODE: sslmodeOf(places.replicationUrl),
    PS_AUDIENCE: inherited.POWERSYNC_AUDIENCE ?? 'driftless',
    PS_ADMIN_TOKEN: secrets.syncAdminToken,
    // The service sets these by beginning anew, which it cannot while it has a channel to us (sync-service/lean-allocation.ts).
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '131072',
  }
  return {
    ...ours,
    ...inherited,
    PS_DATA_SOURCE_URI: places.replicationUrl,
    PS_STORAGE_URI: places.replicationUrl,
    PS_PORT: String(places.syncPort),
    PS_JWKS_URL: `${appOrigin(places)}/api/auth/jwks`,
    DRIFTLESS_DATA_DIR: places.dataDir,
  }
}

/** How this machine reaches the app: an address that means "all of them" is not one to connect to. */
export function appOrigin({ host, port }: Pick<Places, 'host' | 'port'>): string {
  const address = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}
