/** A setting is missing or wrong; the message says what to set. */
export class EnvironmentError extends Error {
  readonly code = 'environment'

  constructor(message: string) {
    super(message)
    this.name = 'EnvironmentError'
  }
}

/** The settings of the app, read when they are needed: a build runs without any. */
export const environment = {
  /** @throws {EnvironmentError} */
  get databaseUrl(): string {
    return required('DATABASE_URL', 'the Postgres database, e.g. postgres://user:password@127.0.0.1:5432/driftless')
  },
  /** What session cookies and stored keys are protected with. Never logged. @throws {EnvironmentError} */
  get secret(): string {
    const secret = required('DRIFTLESS_SECRET', 'a random text of at least 32 characters, the same at every start')
    if (secret.length < 32) throw new EnvironmentError('DRIFTLESS_SECRET is too short: it needs at least 32 characters.')
    return secret
  },
  /** The origin that people type, where a proxy hides it: `https://lists.example.com`. */
  get publicOrigin(): string | undefined {
    return originOf('DRIFTLESS_PUBLIC_URL')
  },
  /** The embedded sync service, which the app passes on under `/powersync`. */
  get syncUpstream(): string | undefined {
    return urlOf('DRIFTLESS_SYNC_UPSTREAM')
  },
  /** Opens the embedded sync service's inside to the Inspector. Never logged. */
  get syncAdminToken(): string | undefined {
    return process.env.DRIFTLESS_SYNC_ADMIN_TOKEN || undefined
  },
  /** What an operator shows to look into this server. Never logged. */
  get operatorToken(): string | undefined {
    return process.env.DRIFTLESS_OPERATOR_TOKEN || undefined
  },
  /** Where this installation keeps what it must not lose. */
  get dataDirectory(): string {
    return process.env.DRIFTLESS_DATA_DIR || '.data'
  },
  /** A sync service of the operator's, as this server reaches it. */
  get syncUrl(): string | undefined {
    return urlOf('POWERSYNC_URL')
  },
  /** Where browsers reach the sync service directly, if that is another address. */
  get directSyncUrl(): string | undefined {
    return urlOf('POWERSYNC_PUBLIC_URL')
  },
  /** Where mail is handed in: `smtps://user:password@host:465` or `smtp://…:587`. */
  get smtpUrl(): string | undefined {
    return urlOf('DRIFTLESS_SMTP_URL')
  },
  get mailFrom(): string {
    return process.env.DRIFTLESS_MAIL_FROM || `Driftless <driftless@${new URL(this.publicOrigin ?? 'http://localhost').hostname}>`
  },
  /** `DRIFTLESS_OFFLINE_SHELL=off`: browsers let go of the service worker and what it kept. */
  get hasOfflineShell(): boolean {
    return process.env.DRIFTLESS_OFFLINE_SHELL !== 'off'
  },
  /** Under `nuxt dev`. */
  get isDevelopment(): boolean {
    return process.env.NODE_ENV === 'development'
  },
  /** Seconds that a sync token is good for; the client fetches the next one half a minute before. */
  get syncTokenLifetime(): number {
    const seconds = Number(process.env.DRIFTLESS_SYNC_TOKEN_LIFETIME || 300)
    if (seconds >= 32 && seconds <= 86_400) return seconds
    throw new EnvironmentError('DRIFTLESS_SYNC_TOKEN_LIFETIME is not a number of seconds between 32 and 86400.')
  },
  /** Under `nuxt dev`, and in no build of another kind, whatever is set where it runs. The build puts the variable in (modules/inspector-server.ts). */
  get isDevelopmentServer(): boolean {
    return process.env.DRIFTLESS_DEVELOPMENT_BUILD !== 'no' && this.isDevelopment
  },
  get syncAudience(): string {
    return process.env.POWERSYNC_AUDIENCE || 'driftless'
  },
} as const

function required(name: string, meaning: string): string {
  const value = process.env[name]
  if (!value) throw new EnvironmentError(`${name} is not set. It names ${meaning}.`)
  return value
}

function originOf(name: string): string | undefined {
  const url = urlOf(name)
  return url && new URL(url).origin
}

/** Without a slash at the end: the PowerSync client refuses one. */
function urlOf(name: string): string | undefined {
  const value = process.env[name]
  if (!value) return undefined
  if (!URL.canParse(value)) throw new EnvironmentError(`${name} is not a URL: "${value}".`)
  return value.replace(/\/+$/, '')
}
