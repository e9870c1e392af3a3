import type { SyncPhase } from './phase'
import type { Translate } from '~/i18n/translate'

export interface SyncWords {
  title: string
  detail: string
}

interface Facts {
  readonly waiting: number
  readonly problems: number
  readonly isStuck: boolean
  /** Whether this device ever had everything of the account; undefined as long as nobody has looked. */
  readonly hasSynced?: boolean
}

/** What the card at the foot of the sidebar says. */
export function wordsFor(phase: SyncPhase, { waiting, problems, isStuck, hasSynced }: Facts, t: Translate): SyncWords {
  const here = hasSynced ? t('sync.allHere') : t(hasSynced === false ? 'sync.someMissing' : 'sync.openingLists')
  const saved = waiting === 0 ? here : t('sync.savedHere', { count: waiting })
  switch (phase) {
    case 'starting': return { title: t('sync.opening'), detail: t('sync.openingLists') }
    case 'saving': return { title: t('sync.saving'), detail: t('sync.beingSaved') }
    case 'saved-here': return { title: t('sync.onDevice'), detail: t('sync.signUpEverywhere') }
    case 'signed-out': return { title: t('sync.signedOut'), detail: waiting === 0 ? t('sync.signInToSync') : t('sync.signInToSend', { count: waiting }) }
    case 'offline': return { title: t('sync.offline'), detail: saved }
    case 'connecting': return { title: t('sync.connecting'), detail: saved }
    case 'first-sync': return { title: t('sync.gettingLists'), detail: t('sync.firstTime') }
    case 'sending': return { title: t('sync.sending'), detail: waiting === 0 ? t('sync.confirming') : t('sync.onTheWay', { count: waiting }) }
    case 'attention': return isStuck
      ? { title: t('sync.notThrough'), detail: t('sync.tryingAgain', { saved }) }
      : { title: t('sync.review'), detail: t('sync.problemsWait', { count: problems }) }
    case 'synced': return { title: t('sync.synced'), detail: t('sync.allSaved') }
  }
}
