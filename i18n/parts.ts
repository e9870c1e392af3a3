/**
 * The texts of a language come in parts, so that a page need not wait for words that it does not show: those of the app's frame and its front,
 * those of lists besides, and the rest. A part names whole rooms, and single texts of rooms that are in a later one. The build fails where a
 * page shows what it does not wait for (modules/messages/check-parts.ts).
 */
const named: Readonly<Record<'app' | 'board', readonly string[]>> = {
  app: [
    'act', 'agenda', 'list', 'offline', 'quick', 'shell', 'sync', 'time',
    'account.account', 'account.memoryNotice', 'account.signIn', 'account.signOut', 'account.signUp', 'account.spaceNotice',
    'archive.title', 'transfer.newList', 'trash.title',
    // The page for what went wrong (error.vue).
    'share.goToLists', 'site.frontPage', 'site.missing', 'site.missingText', 'site.wrong', 'site.wrongText',
  ],
  board: ['board', 'by', 'command', 'subtask', 'todo', 'ui', 'view', 'account.colour', 'archive.unarchive'],
}

export type Part = 'app' | 'board' | 'rest'

export const parts: readonly Part[] = ['app', 'board', 'rest']

/** The part of a text, by its key. */
export function partOf(key: string): Part {
  const room = key.split('.')[0] ?? ''
  return parts.find(part => part !== 'rest' && named[part].includes(key)) ?? parts.find(part => part !== 'rest' && named[part].includes(room)) ?? 'rest'
}

/** What the page at a path is shown with. */
export function partsOfPage(path: string): readonly Part[] {
  if (/^\/app\/?$/.test(path)) return ['app']
  return /^\/app\/(inbox|today|upcoming|assigned|lists\/[^/]+)\/?$/.test(path) ? ['app', 'board'] : parts
}
