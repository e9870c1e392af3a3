import type { Component } from 'vue'

import {
  Archive, CalendarDays, Clock, Cloud, Download, Inbox, Keyboard, Languages, ListPlus, Monitor, Moon,
  PanelLeft, Plus, Redo2, Settings, Sun, Trash2, TriangleAlert, Undo2, UserRoundCheck,
} from '@lucide/vue'
import { languages } from '~/i18n/languages'

export interface Command {
  id: string
  label: string
  group: 'Lists' | 'Actions' | 'Todos'
  icon: Component | null
  /** For a list: its own icon and colour, in place of `icon`. */
  list?: { icon: string | null, color: string | null }
  shortcut?: string
  /** Said after the label: a todo's list, that a list is archived. */
  hint?: string
  run: () => unknown
}

interface Shell {
  createList: () => void
  toggleSidebar: () => void
  showShortcuts: () => void
}

/** Everything that can be gone to or done from the palette, best match for the text first. */
export function useCommands(text: () => string, { createList, toggleSidebar, showShortcuts }: Shell) {
  const { t } = useWords()
  const { lists, inbox } = useLists()
  const { count } = useWriteProblems()
  const { state: uploads } = useUploads()
  const { canAdd, focusQuickAdd } = useQuickAddFocus()
  const { undoLast, redoLast } = useToast()
  const { pageCommands } = usePageCommands()
  const { layer } = useShellLayer()
  const { addAll, endAdding } = useQuickAdding(() => inbox.value.id)
  const { polite } = useAnnouncer()
  const mode = useColorMode()
  const { choose: chooseLanguage } = useLanguageChoice()
  const { canInstall, install } = useOfflineCopy()

  const actions = computed<Command[]>(() => [
    ...canAdd.value ? [action(t('command.addHere'), Plus, focusQuickAdd, 'n')] : [],
    ...pageCommands.value.map(({ label, icon, run, shortcut }) => ({ id: label, label, group: 'Actions' as const, icon, run, shortcut })),
    action(t('command.addTodo'), Plus, () => { layer.value = 'new-todo' }, 'q'),
    action(t('command.newList'), ListPlus, createList, 'l'),
    ...count.value ? [action(t('command.review'), TriangleAlert, () => navigateTo('/app/review'))] : [],
    ...uploads.value.queued ? [action(t('command.waiting'), Clock, () => navigateTo('/app/waiting'))] : [],
    action(inbox.value.name, Inbox, () => navigateTo('/app/inbox'), 'g i'),
    action(t('agenda.today'), Sun, () => navigateTo('/app/today'), 'g t'),
    action(t('agenda.upcoming'), CalendarDays, () => navigateTo('/app/upcoming'), 'g u'),
    action(t('agenda.assigned'), UserRoundCheck, () => navigateTo('/app/assigned'), 'g a'),
    action(t('command.archive'), Archive, () => navigateTo('/app/archive')),
    action(t('command.trash'), Trash2, () => navigateTo('/app/trash')),
    action(t('command.undo'), Undo2, undoLast, 'mod+z'),
    action(t('command.redo'), Redo2, redoLast, 'shift+mod+z'),
    action(t('command.sidebar'), PanelLeft, toggleSidebar, 'mod+\\'),
    action(t('command.shortcuts'), Keyboard, showShortcuts, '?'),
    action(t('command.settings'), Settings, () => navigateTo('/app/settings')),
    action(t('command.light'), Sun, () => mode.preference = 'light'),
    action(t('command.dark'), Moon, () => mode.preference = 'dark'),
    action(t('command.system'), Monitor, () => mode.preference = 'system'),
    ...languages.map(({ code, name }) => action(t('command.language', { name }), Languages, () => chooseLanguage(code))),
    action(t('command.front'), Cloud, () => navigateTo('/')),
    ...canInstall.value ? [action(t('offline.install'), Download, install)] : [],
  ])
  const places = computed<Command[]>(() => lists.value.map(list => ({
    id: list.id, label: list.name, group: 'Lists', icon: null, list, hint: list.archivedAt ? t('command.archived') : undefined, run: () => navigateTo(listPath(list.id)),
  })))

  const todos = useTodoSearch(text)

  /** What is typed becomes a todo, whatever else it may find. */
  function adding(title: string): Command {
    const label = t('command.addToInbox', { title: shortened(title) })
    return { id: 'add', label, group: 'Actions', icon: Plus, run() {
      endAdding()
      addAll([{ title }], () => polite(t('quick.added', { title: shortened(title), list: inbox.value.name })))
    } }
  }

  return computed(() => {
    const words = text().toLowerCase().trim()
    const found = [...places.value, ...actions.value].map(command => ({ command, rank: rankOf(command.label.toLowerCase(), words) }))
      .sort((a, b) => b.rank - a.rank)
    const matching = (least: number, most: number) => found.filter(({ rank }) => rank >= least && rank <= most).map(({ command }) => command)
    // Letters in order are the weakest match: what a todo's title holds comes before.
    return [...matching(2, 4), ...words ? todos.value : [], ...matching(1, 1), ...words ? [adding(text().trim())] : []]
  })
}

function action(label: string, icon: Component, run: () => unknown, shortcut?: string): Command {
  return { id: label, label, group: 'Actions', icon, run, shortcut }
}

/** 0: no match. The beginning of the name counts most, then the beginning of a word, then anywhere, then letters in order. */
function rankOf(label: string, words: string): number {
  if (!words || label.startsWith(words)) return 4
  if (label.includes(` ${words}`)) return 3
  if (label.includes(words)) return 2
  let at = -1
  return [...words].every(letter => (at = label.indexOf(letter, at + 1)) >= 0) ? 1 : 0
}
