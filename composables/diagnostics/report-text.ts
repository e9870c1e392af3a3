import type { OpenOptions } from './open-options'
import type { SyncPhase } from '~/composables/sync/phase'
import type { DeviceFacts } from '~/powersync/diagnostics/device-facts'
import type { Verification } from '~/powersync/diagnostics/verify-local'

export interface ReportFacts {
  at: Date
  version: string
  sdk: string | null
  userAgent: string
  language: string
  isOnline: boolean
  hasAccount: boolean
  phase: SyncPhase
  lastSyncedAt: Date | null
  errors: readonly unknown[]
  isInMemory: boolean
  isPersistent: boolean | null
  estimate: { usage: number, quota: number } | null
  open: OpenOptions | null
  device: DeviceFacts | null
  verification: Verification | null
}

/**
 * What a person can give to whoever helps them, in English: numbers, names of tables and programs, codes of errors. Nothing of what they wrote, no
 * name, address, id or token: messages of errors are left out for that reason, and the database's name, which has the account in it.
 */
export function reportText(facts: ReportFacts): string {
  const { device, open, estimate, verification } = facts
  const lines: [string, string | number | null | undefined][] = [
    ['Driftless', facts.version],
    ['At', facts.at.toISOString()],
    ['Browser', facts.userAgent],
    ['Language', facts.language],
    ['Sync', `${facts.phase}${facts.isOnline ? '' : ', browser says offline'}, ${facts.hasAccount ? 'account' : 'guest'}`],
    ['Last synced', facts.lastSyncedAt?.toISOString() ?? 'never'],
    ['Errors', facts.errors.map(errorCode).join(', ') || 'none'],
    ['Edits that wait', device && `${device.unsent} operations${device.oldestEditAt ? `, the oldest from ${device.oldestEditAt}` : ''}; ${device.faults} not readable by the server`],
    ['Storage', `${facts.isInMemory ? 'in memory' : open?.vfs ?? 'unknown'}, ${persistence(facts.isPersistent)}`],
    ['Shared by tabs', open?.sharedByTabs === null || !open ? null : open.sharedByTabs ? 'yes' : 'no'],
    ['Space', estimate && `${estimate.usage} of ${estimate.quota} bytes`],
    ['Database', device && `${device.fileBytes} bytes, ${device.buckets} buckets`],
    ['Rows', device?.tables.map(({ name, rows }) => `${name} ${rows}`).join(', ')],
    ['Verified', verification ? verificationText(verification) : 'not yet'],
    ['PowerSync', facts.sdk],
  ]
  return lines.filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => `${name}: ${value}\n`).join('')
}

function persistence(isPersistent: boolean | null): string {
  return isPersistent === null ? 'persistence unknown' : isPersistent ? 'persistent' : 'may be cleared by the browser'
}

function verificationText({ damage, wrongBuckets, rows, missingRows, foreignRows, differentRows, waitingRows }: Verification): string {
  return `${damage.length} faults of the file, ${wrongBuckets} wrong sums, ${rows} rows: ${missingRows} missing, ${foreignRows} foreign, ${differentRows} different, ${waitingRows} on their way`
}

/** A code of the service or of ours, or the kind of error: a message could say anything. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const [code] = /\bPSYNC_[A-Z]\d{4}\b/.exec(error.message) ?? []
  const own = 'code' in error && typeof error.code === 'string' && /^[\w-]{1,40}$/.test(error.code) ? error.code : undefined
  const kind = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error'
  return code ?? own ?? kind
}
