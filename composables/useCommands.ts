import type { Component } from 'vue'

import { Archive, CalendarDays, Cloud, Keyboard, ListPlus, Monitor, Moon, PanelLeft, Plus, Settings, Sun, Trash2, TriangleAlert, UserRoundCheck } from '@lucide/vue'

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
  const { lists } = useLists()
  const { count } = useWriteProblems()
  const { canAdd, focusQuickAdd } = useQuickAddFocus()
  const mode = useColorMode()

  const actions = computed<Command[]>(() => [
    ...canAdd.value ? [action('Add a todo', Plus, focusQuickAdd, 'n')] : [],
    action('New list', ListPlus, createList, 'l'),
    ...count.value ? [action('Review edits', TriangleAlert, () => navigateTo('/app/review'))] : [],
    action('Today', Sun, () => navigateTo('/app/today')),
    action('Upcoming', CalendarDays, () => navigateTo('/app/upcoming')),
    action('Assigned to me', UserRoundCheck, () => navigateTo('/app/assigned')),
    action('Archive', Archive, () => navigateTo('/app/archive')),
    action('Trash', Trash2, () => navigateTo('/app/trash')),
    action('Hide or show the sidebar', PanelLeft, toggleSidebar, 'mod+\\'),
    action('Keyboard shortcuts', Keyboard, showShortcuts, '?'),
    action('Settings', Settings, () => navigateTo('/app/settings')),
    action('Light theme', Sun, () => mode.preference = 'light'),
    action('Dark theme', Moon, () => mode.preference = 'dark'),
    action('Theme of the system', Monitor, () => mode.preference = 'system'),
    action('Front page', Cloud, () => navigateTo('/')),
  ])
  const places = computed<Command[]>(() => lists.value.map(list => ({
    id: list.id, label: list.name, group: 'Lists', icon: null, list, hint: list.archivedAt ? 'Archived' : undefined, run: () => navigateTo(listPath(list.id)),
  })))

  const todos = useTodoSearch(text)

  return computed(() => {
    const words = text().toLowerCase().trim()
    const found = [...places.value, ...actions.value].map(command => ({ command, rank: rankOf(command.label.toLowerCase(), words) }))
      .sort((a, b) => b.rank - a.rank)
    const matching = (least: number, most: number) => found.filter(({ rank }) => rank >= least && rank <= most).map(({ command }) => command)
    // Letters in order are the weakest match: what a todo's title holds comes before.
    return [...matching(2, 4), ...words ? todos.value : [], ...matching(1, 1)]
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
