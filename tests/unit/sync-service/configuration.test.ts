import { expect, test } from 'vitest'
import { createLog } from '../../../sync-service/config/log.ts'
import { loadConfig } from '../../../sync-service/config/load-config.ts'
import { warnAboutAuth } from '../../../sync-service/config/warn-about-auth.ts'

const rest = 'sync_config: { content: "streams: {}" }'
const load = (yaml: string) => loadConfig({ POWERSYNC_CONFIG_B64: Buffer.from(yaml).toString('base64') })
const source = (connection: string) => `replication: { connections: [{ type: postgresql, ${connection} }] }\n${rest}`
const uri = 'uri: "postgresql://replicator:secret@db.example.com/app"'

test('the address of the source may stand in one key or in several', () => {
  const inParts = load(source('hostname: db.example.com, database: app, username: replicator, password: secret'))
  expect(load(source(uri)).source).toEqual(inParts.source)
  expect(inParts.source).toMatchObject({ host: 'db.example.com', port: 5432, database: 'app', user: 'replicator', password: 'secret' })
})

test.each([
  ['PSYNC_S1104', `${uri}, sslmode: verify-ca`, '"replication.connections[0].cacert"'],
  ['PSYNC_S1105', 'uri: "postgresql://replicator:secret@db.example.com"', '"replication.connections[0].database"'],
  ['PSYNC_S1106', 'database: app, username: replicator, password: secret', '"replication.connections[0].hostname"'],
  ['PSYNC_S1107', 'hostname: db.example.com, database: app, password: secret', '"replication.connections[0].username"'],
  ['PSYNC_S1108', 'uri: "postgresql://replicator@db.example.com/app"', '"replication.connections[0].password"'],
  ['PSYNC_S1109', 'uri: "db.example.com"', '"replication.connections[0].uri"'],
  ['PSYNC_S1110', `${uri}, port: 80`, '"replication.connections[0].port"'],
  ['PSYNC_S1110', 'uri: "postgresql://replicator:secret@db.example.com:80/app"', '"replication.connections[0].uri"'],
  ['PSYNC_S3201', `${uri}, sslmode: require`, '"replication.connections[0].sslmode"'],
])('what is wrong with it has the documented code %s, and names the key', (code, connection, key) => {
  expect(() => load(source(connection))).toThrow(expect.objectContaining({ name: 'ConfigError', code, message: expect.stringContaining(key) }))
})

test('an address of keys that cannot be read is refused at the start', () => {
  const withKeys = (address: string) => () => load(`${source(uri)}\nclient_auth: { jwks_uri: "${address}" }`)
  expect(withKeys('nonsense')).toThrow(expect.objectContaining({ code: 'PSYNC_S3102' }))
  expect(withKeys('ftp://keys.example.com/jwks')).toThrow(expect.objectContaining({ code: 'PSYNC_S3103' }))
  expect(withKeys('https://keys.example.com/jwks')().auth.jwksUris).toEqual(['https://keys.example.com/jwks'])
})

test('a missing sync config is asked for by the name that it has today', () => {
  expect(() => load(`replication: { connections: [{ type: postgresql, ${uri} }] }`)).toThrow('"sync_config.path" is missing')
})

test('it says at the start that no client can connect, and why', () => {
  const said = (auth: string) => {
    const lines: string[] = []
    warnAboutAuth(load(`${source(uri)}\n${auth}`).auth, createLog({ level: 'info', format: 'text', write: line => void lines.push(line) }))
    return lines.join('')
  }
  expect(said('')).toMatch(/names no keys.*PSYNC_S2201[^]*"client_auth\.audience" is empty/)
  expect(said('client_auth: { jwks_uri: "https://keys.example.com/jwks", audience: [app] }')).toBe('')
})
