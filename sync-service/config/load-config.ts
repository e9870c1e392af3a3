import type { JWK } from 'jose'
import type { AuthConfig, Limits, ServiceConfig } from './service-config.ts'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import { parseServiceYaml } from './env-tag.ts'
import { readSource } from './source-config.ts'
import { YamlReader } from './yaml-reader.ts'

const DAY = 86_400

/**
 * Loads the configuration as the PowerSync Service does: YAML (or JSON) at `POWERSYNC_CONFIG_PATH` or in `POWERSYNC_CONFIG_B64`,
 * the sync config beside it or in `POWERSYNC_SYNC_CONFIG_B64`. Keys that this service does not know are tolerated; wrong values
 * throw ConfigError, which names the key. `DRIFTLESS_DATA_DIR` says where buckets are kept, `PS_HOST` which address is listened on.
 */
export function loadConfig(env: NodeJS.ProcessEnv): ServiceConfig {
  const { text, source, directory } = findConfig(env)
  const root = new YamlReader(parseServiceYaml(text, env, source))
  const logging = root.at('system').at('logging')
  return {
    source: readSource(root.at('replication').at('connections')),
    host: env.PS_HOST || root.at('host').text() || '127.0.0.1',
    port: root.at('port').integer({ min: 0, max: 65535 }) ?? 8080,
    dataDirectory: resolve(env.DRIFTLESS_DATA_DIR || '.data', 'sync'),
    syncConfig: readSyncConfig(root, env, directory),
    auth: readAuth(root.at('client_auth')),
    adminTokens: root.at('api').at('tokens').texts().filter(token => token !== ''),
    limits: readLimits(root.at('api').at('parameters')),
    prometheusPort: root.at('telemetry').at('prometheus_port').integer({ min: 1, max: 65535 }),
    log: {
      level: logging.at('level').choice(['debug', 'info', 'warn', 'error']) ?? 'info',
      format: logging.at('format').choice(['text', 'json']) ?? (env.NODE_ENV === 'production' ? 'json' : 'text'),
    },
  }
}

function findConfig(env: NodeJS.ProcessEnv): { text: string, source: string, directory: string } {
  if (env.POWERSYNC_CONFIG_B64) {
    return { text: Buffer.from(env.POWERSYNC_CONFIG_B64, 'base64').toString(), source: 'POWERSYNC_CONFIG_B64', directory: process.cwd() }
  }
  if (!env.POWERSYNC_CONFIG_PATH) {
    throw new ConfigError('No configuration: set POWERSYNC_CONFIG_PATH to the service.yaml, or POWERSYNC_CONFIG_B64 to its content in base64.')
  }
  const path = resolve(env.POWERSYNC_CONFIG_PATH)
  return { text: readText(path, 'POWERSYNC_CONFIG_PATH'), source: path, directory: dirname(path) }
}

function readSyncConfig(root: YamlReader, env: NodeJS.ProcessEnv, directory: string): ServiceConfig['syncConfig'] {
  const encoded = env.POWERSYNC_SYNC_CONFIG_B64 ?? env.POWERSYNC_SYNC_RULES_B64
  if (encoded) return { content: Buffer.from(encoded, 'base64').toString() }
  const key = root.at('sync_rules').present && !root.at('sync_config').present ? 'sync_rules' : 'sync_config'
  const content = root.at(key).at('content').text()
  if (content !== undefined) return { content }
  const relative = root.at(key).at('path').requiredText('name the file with the sync streams, or write them under "sync_config.content".')
  const path = resolve(directory, relative)
  return { content: readText(path, `"${key}.path"`), path }
}

function readText(path: string, from: string): string {
  try {
    return readFileSync(path, 'utf8')
  }
  catch (error) {
    throw new ConfigError(`${from} names ${path}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readAuth(auth: YamlReader): AuthConfig {
  const supabase = auth.at('supabase').flag() ?? false
  const secret = auth.at('supabase_jwt_secret').text()
  const audiences = auth.at('audience').texts()
  return {
    keys: [
      ...auth.at('jwks').at('keys').items().map(readKey),
      ...(supabase && secret !== undefined ? [{ kty: 'oct', alg: 'HS256', k: Buffer.from(secret).toString('base64url') }] : []),
    ],
    jwksUris: auth.at('jwks_uri').texts().map(checkedJwksUri),
    audiences: supabase ? [...audiences, 'authenticated'] : audiences,
    rejectPrivateAddresses: auth.at('block_local_jwks').flag() ?? false,
    maxLifetime: supabase ? 7 * DAY + 1200 : DAY,
  }
}

function checkedJwksUri(uri: string): string {
  if (!URL.canParse(uri)) throw new ConfigError(`"client_auth.jwks_uri" is "${uri}", which is no address: write https://… where your keys are served.`, 'PSYNC_S3102')
  const { protocol } = new URL(uri)
  if (protocol !== 'http:' && protocol !== 'https:') throw new ConfigError(`"client_auth.jwks_uri" starts with "${protocol}//": only http and https can be read.`, 'PSYNC_S3103')
  return uri
}

function readKey(key: YamlReader): JWK {
  return { ...key.record(), kty: key.at('kty').requiredText('every key in client_auth.jwks.keys needs its type: RSA, EC, OKP or oct.') }
}

function readLimits(parameters: YamlReader): Limits {
  const limit = (key: string, fallback: number) => parameters.at(key).integer({ min: 1, max: 1_000_000 }) ?? fallback
  return {
    concurrentStreams: limit('max_concurrent_connections', 200),
    bucketsPerConnection: limit('max_buckets_per_connection', 1000),
    parameterRows: limit('max_parameter_query_results', 1000),
  }
}
