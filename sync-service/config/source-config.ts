import type { ConnectionOptions } from 'node:tls'
import type { YamlReader } from './yaml-reader.ts'
import { ConfigError } from './config-error.ts'

/** The Postgres that is replicated. */
export interface SourceConfig {
  id: string
  tag: string
  host: string
  port: number
  database: string
  user: string
  password: string
  tls: ConnectionOptions | false
  debugApi: boolean
}

/** Reads `replication.connections[0]` by the reference service's keys: `uri`, or its parts, and `sslmode`. */
export function readSource(connections: YamlReader): SourceConfig {
  const [connection, second] = connections.items()
  if (!connection) throw new ConfigError('"replication.connections" is empty: name the Postgres database to replicate, for example `- type: postgresql` with a `uri`.')
  if (second) throw new ConfigError('"replication.connections" has several entries: this service replicates one database. Run the PowerSync Service for more.')
  const type = connection.at('type').text()
  if (type !== 'postgresql') throw new ConfigError(`"replication.connections[0].type" is "${type ?? ''}": this service replicates "postgresql" only.`)
  const uri = parseUri(connection.at('uri').text())
  const host = connection.at('hostname').text() ?? uri?.host
  const database = connection.at('database').text() ?? uri?.database
  if (!host || !database) throw new ConfigError('"replication.connections[0].uri" is missing or has no host or database: write postgresql://user:password@host:5432/database.')
  return {
    id: connection.at('id').text() ?? 'default',
    tag: connection.at('tag').text() ?? 'default',
    host,
    port: connection.at('port').integer({ min: 1, max: 65535 }) ?? uri?.port ?? 5432,
    database,
    user: connection.at('username').text() ?? uri?.user ?? 'postgres',
    password: connection.at('password').text() ?? uri?.password ?? '',
    tls: readTls(connection),
    debugApi: connection.at('debug_api').flag() ?? false,
  }
}

/** The source's address without its password, for messages and diagnostics. */
export function describeSource(source: SourceConfig): string {
  return `postgresql://${source.user}@${source.host}:${source.port}/${source.database}`
}

function parseUri(uri: string | undefined) {
  if (uri === undefined) return undefined
  if (!URL.canParse(uri)) throw new ConfigError('"replication.connections[0].uri" is not a valid address: write postgresql://user:password@host:5432/database.')
  const url = new URL(uri)
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new ConfigError(`"replication.connections[0].uri" starts with "${url.protocol}//": it should start with postgresql://.`)
  }
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ''),
    port: url.port === '' ? undefined : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: url.username === '' ? undefined : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

function readTls(connection: YamlReader): ConnectionOptions | false {
  const mode = connection.at('sslmode').choice(['verify-full', 'verify-ca', 'disable']) ?? 'verify-full'
  if (mode === 'disable') return false
  const ca = connection.at('cacert').text()
  if (mode === 'verify-ca' && ca === undefined) throw new ConfigError('"replication.connections[0].cacert" is missing: sslmode verify-ca needs the authority\'s certificate.')
  return {
    ...(ca === undefined ? {} : { ca }),
    ...clientCertificate(connection),
    ...(connection.at('tls_servername').present ? { servername: connection.at('tls_servername').text() } : {}),
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  }
}

function clientCertificate(connection: YamlReader): ConnectionOptions {
  const cert = connection.at('client_certificate').text()
  const key = connection.at('client_private_key').text()
  return { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) }
}
