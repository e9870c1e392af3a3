import type { Places } from '../../../stack/environment.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { appEnvironment, appOrigin, syncEnvironment } from '../../../stack/environment.ts'
import { sslmodeOf } from '../../../stack/sslmode.ts'

const places: Places = {
  dataDir: '/data', port: 4_100, host: '127.0.0.1', syncPort: 54_330,
  appUrl: 'postgres://driftless:a@127.0.0.1:5432/driftless', replicationUrl: 'postgres://powersync:b@127.0.0.1:5432/driftless',
}
const secrets = { postgresPassword: 'p', driftlessPassword: 'a', powersyncPassword: 'b', driftlessSecret: 'made-up', syncAdminToken: 't' }

afterEach(() => vi.unstubAllEnvs())

describe('the app', () => {
  it('gets the database, its port and the way to the sync service', () => {
    expect(appEnvironment(places, secrets)).toMatchObject({
      PORT: '4100', HOST: '127.0.0.1', DATABASE_URL: places.appUrl, DRIFTLESS_DATA_DIR: '/data',
      DRIFTLESS_SECRET: 'made-up', DRIFTLESS_SYNC_UPSTREAM: 'http://127.0.0.1:54330', POWERSYNC_AUDIENCE: 'driftless',
    })
  })

  it('gets no way to an embedded sync service when there is none', () => {
    expect(appEnvironment({ ...places, syncPort: undefined }, secrets)).not.toHaveProperty('DRIFTLESS_SYNC_UPSTREAM')
  })

  it('gets the operator\'s own secret and audience, and no other way to choose its port', () => {
    vi.stubEnv('DRIFTLESS_SECRET', 'theirs')
    vi.stubEnv('POWERSYNC_AUDIENCE', 'their-audience')
    vi.stubEnv('NITRO_PORT', '1')
    const environment = appEnvironment(places, secrets)
    expect(environment).toMatchObject({ DRIFTLESS_SECRET: 'theirs', POWERSYNC_AUDIENCE: 'their-audience' })
    expect(environment).not.toHaveProperty('NITRO_PORT')
  })
})

it('the sync service gets what service.yaml names', () => {
  expect(syncEnvironment(places, secrets)).toMatchObject({
    PS_DATA_SOURCE_URI: places.replicationUrl, PS_STORAGE_URI: places.replicationUrl, PS_SSLMODE: 'disable', PS_PORT: '54330',
    PS_JWKS_URL: 'http://127.0.0.1:4100/api/auth/jwks', PS_AUDIENCE: 'driftless', PS_ADMIN_TOKEN: 't', DRIFTLESS_DATA_DIR: '/data',
  })
})

it.each([
  ['127.0.0.1', 'http://127.0.0.1:80'], ['0.0.0.0', 'http://127.0.0.1:80'], ['::', 'http://127.0.0.1:80'],
  ['::1', 'http://[::1]:80'], ['192.168.1.2', 'http://192.168.1.2:80'],
])('an app that listens on %s is reached at %s', (host, origin) => {
  expect(appOrigin({ host, port: 80 })).toBe(origin)
})

it.each([
  ['postgres://a@127.0.0.1/b', 'disable'], ['postgres://a@[::1]/b', 'disable'], ['postgres://a@db.example.org/b', 'verify-full'],
  ['postgres://a@db.example.org/b?sslmode=require', 'verify-full'], ['postgres://a@db.example.org/b?sslmode=verify-ca', 'verify-ca'],
  ['postgres://a@db.example.org/b?sslmode=disable', 'disable'],
])('the connection to %s is %s', (url, mode) => {
  expect(sslmodeOf(url)).toBe(mode)
})
