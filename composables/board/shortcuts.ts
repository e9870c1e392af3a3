import type { MessageKey } from '~/i18n/message-key'

/** Where keys work. The groups of the help page, in its order. */
type Group = 'anywhere' | 'going' | 'inList' | 'selecting' | 'inDetails' | 'inSidebar'

interface Shortcut {
  group: Group
  /** As `chordOf` writes them; two with a space between are pressed one after the other. The first is the one that menus show. */
  keys: readonly string[]
  words: MessageKey
}

/** Every key that does something: the handlers and the help page both read it here. */
export const shortcuts = {
  palette: { group: 'anywhere', keys: ['mod+k'], words: 'key.palette' },
  add: { group: 'anywhere', keys: ['n'], words: 'key.add' },
  addInbox: { group: 'anywhere', keys: ['q'], words: 'key.addInbox' },
  newList: { group: 'anywhere', keys: ['l'], words: 'key.newList' },
  undo: { group: 'anywhere', keys: ['mod+z'], words: 'key.undo' },
  redo: { group: 'anywhere', keys: ['shift+mod+z', 'mod+y'], words: 'key.redo' },
  sidebar: { group: 'anywhere', keys: ['mod+\\'], words: 'key.sidebar' },
  help: { group: 'anywhere', keys: ['?'], words: 'key.shortcuts' },

  goInbox: { group: 'going', keys: ['g i'], words: 'key.goInbox' },
  goToday: { group: 'going', keys: ['g t'], words: 'key.goToday' },
  goUpcoming: { group: 'going', keys: ['g u'], words: 'key.goUpcoming' },
  goAssigned: { group: 'going', keys: ['g a'], words: 'key.goAssigned' },

  next: { group: 'inList', keys: ['down', 'j'], words: 'key.next' },
  previous: { group: 'inList', keys: ['up', 'k'], words: 'key.previous' },
  first: { group: 'inList', keys: ['home'], words: 'key.first' },
  last: { group: 'inList', keys: ['end'], words: 'key.last' },
  page: { group: 'inList', keys: ['pagedown', 'pageup'], words: 'key.page' },
  find: { group: 'inList', keys: ['/'], words: 'key.find' },
  complete: { group: 'inList', keys: ['space'], words: 'key.complete' },
  rename: { group: 'inList', keys: ['enter', 'f2'], words: 'key.rename' },
  details: { group: 'inList', keys: ['o', 'forward'], words: 'key.details' },
  due: { group: 'inList', keys: ['d'], words: 'key.due' },
  priority: { group: 'inList', keys: ['p'], words: 'key.priority' },
  labels: { group: 'inList', keys: ['t'], words: 'key.labels' },
  assignee: { group: 'inList', keys: ['a'], words: 'key.assignee' },
  list: { group: 'inList', keys: ['m'], words: 'key.list' },
  remove: { group: 'inList', keys: ['backspace', 'delete'], words: 'key.remove' },
  up: { group: 'inList', keys: ['alt+up'], words: 'key.up' },
  down: { group: 'inList', keys: ['alt+down'], words: 'key.down' },
  nest: { group: 'inList', keys: ['mod+]'], words: 'key.nest' },
  duplicate: { group: 'inList', keys: ['mod+d'], words: 'key.duplicate' },

  select: { group: 'selecting', keys: ['x'], words: 'key.select' },
  selectNext: { group: 'selecting', keys: ['shift+down'], words: 'key.selectNext' },
  selectPrevious: { group: 'selecting', keys: ['shift+up'], words: 'key.selectPrevious' },
  selectAll: { group: 'selecting', keys: ['mod+a'], words: 'key.selectAll' },
  letGo: { group: 'selecting', keys: ['esc'], words: 'key.letGo' },

  subtaskComplete: { group: 'inDetails', keys: ['space'], words: 'key.complete' },
  subtaskRename: { group: 'inDetails', keys: ['enter', 'f2'], words: 'key.rename' },
  subtaskUp: { group: 'inDetails', keys: ['alt+up'], words: 'key.up' },
  subtaskDown: { group: 'inDetails', keys: ['alt+down'], words: 'key.down' },
  promote: { group: 'inDetails', keys: ['mod+['], words: 'key.promote' },
  subtaskRemove: { group: 'inDetails', keys: ['backspace', 'delete'], words: 'key.remove' },

  listUp: { group: 'inSidebar', keys: ['alt+up'], words: 'key.up' },
  listDown: { group: 'inSidebar', keys: ['alt+down'], words: 'key.down' },
  pin: { group: 'inSidebar', keys: ['p'], words: 'key.pin' },
} as const satisfies Record<string, Shortcut>

export type ShortcutName = keyof typeof shortcuts

const names = Object.keys(shortcuts).filter((name): name is ShortcutName => name in shortcuts)

/** Handlers by the name of their shortcut, as handlers by chord. What has no handler is left out. */
export function byChord<Handler>(handlers: Partial<Record<ShortcutName, Handler>>): Map<string, Handler> {
  return new Map(names.flatMap((name) => {
    const handler = handlers[name]
    return handler === undefined ? [] : shortcuts[name].keys.map((key): [string, Handler] => [key, handler])
  }))
}
