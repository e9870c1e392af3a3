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
  const part = (key: string, inUri: string | undefined, code: string) => requiredPart(connection, key, inUri, code)
  return {
    id: connection.at('id').text() ?? 'default',
    tag: connection.at('tag').text() ?? 'default',
    host: part('hostname', uri?.host, 'PSYNC_S1106'),
    port: connection.at('port').integer(ports) ?? uri?.port ?? 5432,
    database: part('database', uri?.database, 'PSYNC_S1105'),
    user: part('username', uri?.user, 'PSYNC_S1107'),
    password: part('password', uri?.password, 'PSYNC_S1108'),
    tls: readTls(connection),
    debugApi: connection.at('debug_api').flag() ?? false,
  }
}

/** The source's address without its password, for messages and diagnostics. */
export function describeSource(source: SourceConfig): string {
  return `postgresql://${source.user}@${source.host}:${source.port}/${source.database}`
}

/** As the PowerSync Service has them. */
const ports = { min: 1024, max: 65535, code: 'PSYNC_S1110' }
const uriForm = 'postgresql://user:password@host:5432/database'

/** A part of the address stands in a key of its own, or in `uri`. */
function requiredPart(connection: YamlReader, key: string, inUri: string | undefined, code: string): string {
  const part = connection.at(key).text() || inUri
  if (!part) throw new ConfigError(`"replication.connections[0].${key}" is missing: write it there, or in "uri": ${uriForm}.`, code)
  return part
}

function parseUri(uri: string | undefined) {
  if (uri === undefined) return undefined
  if (!URL.canParse(uri)) throw new ConfigError(`"replication.connections[0].uri" is not a valid address: write ${uriForm}.`, 'PSYNC_S1109')
  const url = new URL(uri)
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new ConfigError(`"replication.connections[0].uri" starts with "${url.protocol}//": it should start with postgresql://.`, 'PSYNC_S1109')
  }
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ''),
    port: url.port === '' ? undefined : portOf(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (port < ports.min) throw new ConfigError(`"replication.connections[0].uri" names port ${port}: ports from ${ports.min} to ${ports.max} can be used.`, ports.code)
  return port
}

function readTls(connection: YamlReader): ConnectionOptions | false {
  const mode = connection.at('sslmode').choice(['verify-full', 'verify-ca', 'disable']) ?? 'verify-full'
  if (mode === 'disable') return false
  const ca = connection.at('cacert').text()
  if (mode === 'verify-ca' && ca === undefined) throw new ConfigError('"replication.connections[0].cacert" is missing: sslmode verify-ca needs the authority\'s certificate.', 'PSYNC_S1104')
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
