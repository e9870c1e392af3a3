import type { SourceConfig } from '../config/source-config.ts'
import { sqlState } from './source-error.ts'

/** Postgres lets nobody in, and it is known what has to be changed. Keeps the code of the error that it explains. */
export class ConnectionError extends Error {
  override name = 'ConnectionError'
  readonly code: string

  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The same error with what to do about it, where that can be said. */
export function explainConnection(error: unknown, source: SourceConfig, { replication }: { replication: boolean }): unknown {
  if (!(error instanceof Error)) return error
  const advice = adviceOn(error, source, replication)
  return advice === undefined ? error : new ConnectionError(`${error.message}: ${advice}.`, sqlState(error) ?? '', error)
}

const address = 'replication.connections[0]'

function adviceOn(error: Error, { host, port, database, user }: SourceConfig, replication: boolean): string | undefined {
  switch (sqlState(error)) {
    case '28P01': return `the role or its password is wrong, see "username" and "password" (or "uri") in ${address}`
    case '28000': return `pg_hba.conf refuses the role "${user}" from this machine`
    case '3D000': return `see "database" (or "uri") in ${address}`
    case '42501': return replication
      ? `run ALTER ROLE "${user}" REPLICATION (on Amazon RDS: GRANT rds_replication TO "${user}")`
      : `run GRANT CONNECT ON DATABASE "${database}" TO "${user}"`
    case 'ECONNREFUSED': return `nobody listens at ${host}:${port}. Is Postgres running, and are "hostname" and "port" (or "uri") in ${address} right`
    case 'ENOTFOUND': return `there is no machine of that name, see "hostname" (or "uri") in ${address}`
    default: return adviceOnTls(error)
  }
}

function adviceOnTls({ message }: Error): string | undefined {
  if (message.includes('does not support SSL')) return `"sslmode" in ${address} is verify-full where nothing else is said; write "sslmode: disable" for a server without TLS`
  if (/certificate|altnames/i.test(message)) return `give the authority's certificate as "cacert" in ${address}, with "sslmode: verify-ca" where the name in the certificate is another`
  return undefined
}
