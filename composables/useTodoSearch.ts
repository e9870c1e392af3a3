import type { Command } from '~/composables/useCommands'

import { CircleCheck } from '@lucide/vue'
import { refDebounced } from '@vueuse/core'
import { selectMatchingTodos } from '~/powersync/queries/search'

/** Milliseconds without a key until the todos are searched: letters of one word are one question. */
const pause = 90

/** Todos whose title holds the words, as commands that open them in their list. */
export function useTodoSearch(text: () => string) {
  const me = useMe()
  const words = refDebounced(computed(() => text().trim()), pause)
  const { rows } = useLiveQuery(db => words.value ? selectMatchingTodos(db, me.value, words.value) : null)

  return computed(() => rows.value.map((todo): Command => ({
    id: todo.id,
    label: todo.title,
    group: 'Todos',
    icon: todo.completedAt ? CircleCheck : null,
    list: todo.completedAt ? undefined : { icon: todo.listIcon, color: todo.listColor },
    hint: todo.listName,
    run: () => navigateTo(listPath(todo.listId, todo.id)),
  })))
}
