import type { CommonPowerSyncDatabase } from '@powersync/common'

/** After so many milliseconds an edit is no news: a tab that was busy, or asleep, has it from the database. */
const news = 1_000

interface Told {
  /** By the computer's clock: a page's own stands still while the computer sleeps. */
  at: number
  edit: string
}

/**
 * Tells an edit that the database has to the browser's other tabs that show the same file, and so the same account, and calls `onEdit` for theirs.
 * To read what changed takes each tab its turn at the one database; what changed is known before.
 *
 * @returns tells one. Only what is committed may be told
 */
export function editsOfTabs<Edit>(database: CommonPowerSyncDatabase, onEdit: (edit: Edit) => void): (edit: Edit) => void {
  const channel = new BroadcastChannel(`driftless:edits:${database.database.name}`)
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (Date.now() - data.at < news) onEdit(JSON.parse(data.edit))
  })
  database.registerListener({ closed: () => channel.close() })
  return (edit) => {
    if (!database.closed) channel.postMessage({ at: Date.now(), edit: JSON.stringify(edit) } satisfies Told)
  }
}
