import type { JWK } from 'jose'
import type { LogLevel } from './log.ts'
import type { SourceConfig } from './source-config.ts'

/** Everything that the service is told from outside, checked and with defaults filled in. */
export interface ServiceConfig {
  source: SourceConfig
  host: string
  port: number
  /** Where buckets are kept. */
  dataDirectory: string
  syncConfig: { content: string, /** For messages and for watching; absent when the content is inline. */ path?: string }
  auth: AuthConfig
  adminTokens: string[]
  limits: Limits
  prometheusPort?: number
  log: { level: LogLevel, format: 'text' | 'json' }
}

export interface AuthConfig {
  keys: JWK[]
  jwksUris: string[]
  audiences: string[]
  /** Refuse JWKS addresses that resolve into private networks. */
  rejectPrivateAddresses: boolean
  /** Longest accepted `exp - iat`, seconds. */
  maxLifetime: number
}

export interface Limits {
  concurrentStreams: number
  bucketsPerConnection: number
  parameterRows: number
}
