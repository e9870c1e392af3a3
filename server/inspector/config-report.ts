import type { Kysely } from 'kysely'
import type { ConfigReport } from '../../shared/inspector/config-report.ts'
import type { Database } from '../database/schema.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { environment } from '../environment.ts'
import { readConfigFiles, streamsOf } from './config-files.ts'
import { readTablePairs } from './table-pairs.ts'

const ours = /^(?:DRIFTLESS_|POWERSYNC_|PS_|NUXT_|NITRO_|DATABASE_URL$|PORT$|HOST$|NODE_ENV$|TZ$)/

/** How everything is configured. Of secrets their names alone. @param endpoint where browsers reach the sync service */
export async function readConfigReport(db: Kysely<Database>, endpoint: string): Promise<ConfigReport> {
  const [tables, files, { rows: [postgres] }] = await Promise.all([
    readTablePairs(db), readConfigFiles(), sql<{ server_version: string }>`SHOW server_version`.execute(db),
  ])
  return {
    tables,
    streams: streamsOf(files.find(({ path }) => path.endsWith('sync-config.yaml'))?.text ?? null),
    files,
    sync: { endpoint, embedded: environment.syncUpstream !== undefined, audience: environment.syncAudience },
    versions: {
      driftless: manifest.version,
      node: process.version.slice(1),
      postgres: postgres?.server_version ?? '',
      ...packageVersions(),
    },
    environment: Object.keys(process.env).filter(name => ours.test(name) && process.env[name] !== '').sort(),
  }
}

/** As they were at build time, which puts them in (modules/inspector-server.ts). */
function packageVersions(): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(process.env.DRIFTLESS_PACKAGE_VERSIONS ?? '{}'))
}
