import type { SyncPhase } from './phase'

export interface SyncWords {
  title: string
  detail: string
}

/** What the card at the foot of the sidebar says. */
export function wordsFor(phase: SyncPhase, { waiting, problems, isStuck }: { waiting: number, problems: number, isStuck: boolean }): SyncWords {
  const saved = waiting === 0 ? 'Everything is on this device' : `${edits(waiting)} saved on this device`
  switch (phase) {
    case 'starting': return { title: 'Opening', detail: 'Opening your lists' }
    case 'saved-here': return { title: 'On this device', detail: 'Sign up to have your lists everywhere' }
    case 'signed-out': return { title: 'Signed out', detail: waiting === 0 ? 'Sign in to go on syncing' : `Sign in to send ${edits(waiting)}. They are safe here` }
    case 'offline': return { title: 'Offline', detail: saved }
    case 'connecting': return { title: 'Connecting', detail: saved }
    case 'first-sync': return { title: 'Getting your lists', detail: 'The first time takes a moment' }
    case 'sending': return { title: 'Sending', detail: waiting === 0 ? 'Waiting for the server to confirm' : `${edits(waiting)} on the way` }
    case 'attention': return isStuck
      ? { title: 'Not getting through', detail: `${saved}. Trying again` }
      : { title: 'Review', detail: `${edits(problems)} ${problems === 1 ? 'waits' : 'wait'} for your decision` }
    case 'synced': return { title: 'Synced', detail: 'Everything is saved' }
  }
}

function edits(count: number): string {
  return count === 1 ? '1 edit' : `${count} edits`
}
