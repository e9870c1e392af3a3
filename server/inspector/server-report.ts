import type { Kysely } from 'kysely'
import type { ServerReport } from '../../shared/inspector/server-report.ts'
import type { Database } from '../database/schema.ts'
import { ApiError } from '../http/api-error.ts'
import { schedule } from '../housekeeping/schedule.ts'
import { runsOf } from './job-runs.ts'
import { slowestRequests } from './recent-requests.ts'
import { recentUploads } from './recent-uploads.ts'
import { syncStatus } from './sync-status.ts'
import { askSyncService } from './sync-service.ts'

/** How the server is at this moment. What the sync service does not answer is said in words. */
export async function readServerReport(db: Kysely<Database>): Promise<ServerReport> {
  const [sync, uploads] = await Promise.all([readSync(), recentUploads(db, 50)])
  const ids = [...new Set(sync.status?.clients.list.map(client => client.user_id) ?? [])]
  const people = ids.length > 0 ? await db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute() : []
  return {
    at: new Date().toISOString(),
    sync,
    people: Object.fromEntries(people.map(({ id, name }) => [id, name])),
    uploads,
    requests: slowestRequests(30),
    jobs: Object.entries(schedule).flatMap(([when, names]) => names.map(name => ({ name, schedule: when, runs: runsOf(name) }))),
    process: { uptime_seconds: Math.round(process.uptime()), memory_bytes: process.memoryUsage.rss(), node: process.version },
  }
}

async function readSync(): Promise<ServerReport['sync']> {
  try {
    return { status: await askSyncService('status', {}, syncStatus), notice: null }
  }
  catch (error) {
    if (error instanceof ApiError) return { status: null, notice: error.message }
    throw error
  }
}
