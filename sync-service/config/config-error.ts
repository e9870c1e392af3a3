/**
 * The service's configuration cannot be used. The message names the key and what would be right. Codes as in the docs' error code reference:
 * PSYNC_S1104 to S1110 for the source's address, S3102 and S3103 for JWKS addresses, S3201 for all else.
 */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly code: string

  constructor(message: string, code = 'PSYNC_S3201') {
    super(message)
    this.code = code
  }
}
