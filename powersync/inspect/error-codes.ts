export interface ErrorMeaning {
  /** `PSYNC_S2103`; null for a fault that has no code. */
  code: string | null
  meaning: string
  /** What a developer does about it. */
  advice: string
}

/**
 * What an error of the sync connection means. The codes and their causes are those of the PowerSync documentation
 * ("Error Codes Reference"); the advice names what this project has for it.
 * @returns null for an error that nothing is known about
 */
export function meaningOf(message: string): ErrorMeaning | null {
  const code = /PSYNC_[A-Z]\d{4}/.exec(message)?.[0] ?? null
  const known = code && codes[code]
  if (known) return { code, meaning: known[0], advice: known[1] }
  if (code) return { code, meaning: families[code.slice(0, 8)] ?? 'The sync service refused or failed.', advice: 'Read the message itself and the service’s log.' }
  const found = uncoded.find(([pattern]) => pattern.test(message))
  return found ? { code: null, meaning: found[1], advice: found[2] } : null
}

const families: Readonly<Record<string, string>> = {
  PSYNC_R0: 'The sync config could not be read.',
  PSYNC_R1: 'The sync config is not valid YAML, or not of the expected structure.',
  PSYNC_R2: 'A query of the sync config is wrong or not supported.',
  PSYNC_S0: 'An assertion inside the service failed.',
  PSYNC_S1: 'Replication from the source database has a problem.',
  PSYNC_S2: 'The service refused the request.',
  PSYNC_S3: 'The service’s configuration is wrong.',
  PSYNC_S4: 'A management call was refused.',
}

const codes: Readonly<Record<string, readonly [meaning: string, advice: string]>> = {
  PSYNC_R0001: ['The sync config could not be parsed.', 'The service’s log names line and column of powersync/sync-config.yaml; the last valid one goes on serving.'],
  PSYNC_S1002: ['A row is larger than 15 MB and is not replicated.', 'Make the row smaller: keep files elsewhere and sync their names.'],
  PSYNC_S1003: ['Another process replicates already.', 'Normal for a minute after a kill or during a rolling deploy. Otherwise stop the second service.'],
  PSYNC_S1004: ['A JSON value is nested more than 20 levels deep.', 'Flatten it, or store it as text.'],
  PSYNC_S1141: ['The publication does not exist in Postgres.', 'Run the migrations, which create the publication "powersync".'],
  PSYNC_S1142: ['The publication does not publish all kinds of changes.', 'Create it with (publish = \'insert, update, delete, truncate\').'],
  PSYNC_S1143: ['The publication uses publish_via_partition_root.', 'Create it without that option.'],
  PSYNC_S1144: ['This Postgres cannot be source and bucket storage at once.', 'Use Postgres 14 or later, or another server for the storage.'],
  PSYNC_S1145: ['A table has row level security, and the replication role does not bypass it.', 'ALTER ROLE … BYPASSRLS for the role that replicates.'],
  PSYNC_S2001: ['The service failed, or could not read the request.', 'The service’s log has the details; a position that is no number in the request is one cause.'],
  PSYNC_S2002: ['The service has no such route.', 'Look at the endpoint that the credentials name: no trailing slash, and the path that the proxy expects.'],
  PSYNC_S2003: ['The service restarts.', 'Nothing: the SDK tries again by itself.'],
  PSYNC_S2004: ['The service does not read this media type.', 'A client fault: look at the SDK’s version and at what stands between.'],
  PSYNC_S2101: ['The token was refused.', 'Usually its key: compare the token’s kid with GET /api/auth/jwks, and the service’s jwks_uri with this app.'],
  PSYNC_S2102: ['The token’s signature could not be verified.', 'The key that signed it is not among those the service reads; see GET /api/auth/jwks.'],
  PSYNC_S2103: ['The token has expired.', 'Refresh the credentials. If that does not help, compare the clocks of the machines.'],
  PSYNC_S2104: ['The token is valid for too long (more than 24 hours).', 'Issue tokens that live shorter.'],
  PSYNC_S2105: ['The token is for another audience.', 'Compare its aud below with client_auth.audience in powersync/service.yaml.'],
  PSYNC_S2106: ['The request carried no token.', 'The connector returned no credentials, or a proxy took the Authorization header away.'],
  PSYNC_S2201: ['The service’s key settings are wrong.', 'Look at client_auth in powersync/service.yaml.'],
  PSYNC_S2202: ['The address of the keys is IPv6, which this service does not use.', 'Name an IPv4 address in jwks_uri.'],
  PSYNC_S2203: ['The address of the keys lies in a range that the service does not ask.', 'Use a reachable address in jwks_uri.'],
  PSYNC_S2204: ['The service could not fetch the keys.', 'Open GET /api/auth/jwks from the service’s machine.'],
  PSYNC_S2302: ['No sync config is active yet.', 'Wait until the first one is processed; the service’s log says how far it is, or what is wrong with it.'],
  PSYNC_S2304: ['Too many clients are connected.', 'Close connections or raise api.parameters.max_concurrent_connections.'],
  PSYNC_S2305: ['This person has too many buckets or parameter rows (1,000).', 'Make buckets coarser: one a list instead of one a row. Buckets shows which stream has so many.'],
  PSYNC_S3102: ['The jwks_uri is not an address.', 'Mend it in powersync/service.yaml.'],
  PSYNC_S3103: ['The jwks_uri is neither http nor https.', 'Mend it in powersync/service.yaml.'],
  PSYNC_S4104: ['No sync config is active.', 'Deploy one, or look at why it was refused.'],
  PSYNC_S4105: ['The sync config comes from a file, so the deploy call is off.', 'Change the file: the service reads it anew by itself.'],
  PSYNC_S4106: ['A sync config is being deployed.', 'Wait until it is done.'],
}

const uncoded: ReadonlyArray<readonly [pattern: RegExp, meaning: string, advice: string]> = [
  [/simulated/i, 'The Inspector keeps this browser offline.', 'Set the network back to normal above.'],
  [/checksum/i, 'A bucket’s checksum did not agree; the SDK downloads it anew.', 'Once is harmless. Again and again means that the service’s history changed under the client: look at its log.'],
  [/429/, 'Too many connections or requests at once.', 'Look at the connected clients under Server, and at the service’s limits.'],
  [/401|403|credentials/i, 'The server gave no credentials, or the service did not take them.', 'Is this person still signed in? Compare the claims below with the service’s configuration.'],
  [/502|503|504|sync_unavailable|cannot be reached/i, 'The sync service does not answer behind the app.', 'Look whether it runs: GET /api/health, and its lines in the terminal.'],
  [/Failed to fetch|NetworkError|Load failed|network error|ERR_|ECONNREFUSED|unreachable|could not be reached/i, 'The server cannot be reached.', 'The SDK tries again every five seconds; Reconnect does it now.'],
  [/quota|disk is full|SQLITE_FULL/i, 'The browser’s storage is full.', 'Data → Storage says what takes the room.'],
]
