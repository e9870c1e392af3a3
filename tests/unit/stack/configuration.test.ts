import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../../stack/configuration.ts'

describe('the environment of npm start', () => {
  it('may be empty: port 3000, loopback, everything embedded', () => {
    const configuration = readConfiguration({})
    expect(configuration).toMatchObject({ port: 3_000, host: undefined, databaseUrl: undefined, powersyncUrl: undefined })
    expect(configuration.dataDir).toMatch(/\.data$/)
  })

  it('takes an empty variable as none', () => {
    expect(readConfiguration({ PORT: '', DATABASE_URL: '', HOST: '' })).toMatchObject({ port: 3_000, host: undefined, databaseUrl: undefined })
  })

  it('is taken as given', () => {
    expect(readConfiguration({ PORT: '4100', HOST: '0.0.0.0', DRIFTLESS_DATA_DIR: '/srv/data', DATABASE_URL: 'postgresql://a@b/c', POWERSYNC_URL: 'https://sync.example.org' })).toEqual({
      port: 4_100, host: '0.0.0.0', dataDir: '/srv/data', databaseUrl: 'postgresql://a@b/c', powersyncUrl: 'https://sync.example.org',
    })
  })

  it.each([
    [{ PORT: 'http' }, /^PORT must be a number.*"http"/],
    [{ PORT: '70000' }, /^PORT must be 0 to 65535/],
    [{ DATABASE_URL: 'mysql://a/b' }, /^DATABASE_URL must be an address that begins with postgres:\/\//],
    [{ POWERSYNC_URL: 'sync.example.org' }, /^POWERSYNC_URL must be an address that begins with http:\/\//],
  ])('is refused with the name of the variable: %o', (environment, message) => {
    expect(() => readConfiguration(environment)).toThrow(message)
  })
})
