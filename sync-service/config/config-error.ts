/** The service's configuration cannot be used. The message names the key and what would be right. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code = 'PSYNC_S1901'
}
