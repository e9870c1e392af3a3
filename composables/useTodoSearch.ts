import type { Command } from '~/composables/useCommands'

import { CircleCheck } from '@lucide/vue'
import { refDebounced } from '@vueuse/core'
import { searchPatterns } from '~/powersync/queries/search'
import { matchingTodos } from '~/powersync/questions/search'

/** Milliseconds without a key until the todos are searched: letters of one word are one question. */
const pause = 90

/** Todos and subtasks whose title holds the words, as commands that open them in their list. */
export function useTodoSearch(text: () => string) {
  const me = useMe()
  const { t } = useWords()
  const { nameOf } = useListNames()
  const words = refDebounced(computed(() => text().trim()), pause)
  const { rows } = useLiveQuery(() => {
    if (!words.value) return null
    const { first, others, beginning } = searchPatterns(words.value)
    return matchingTodos(me.value, first, others, beginning)
  })

  function hintOf({ parentTitle, listId, listName }: typeof rows.value[number]): string {
    const list = nameOf({ listId, name: listName })
    return parentTitle === null ? list : t('command.subtaskOf', { parent: shortened(parentTitle), list })
  }

  return computed(() => rows.value.map((todo): Command => ({
    id: todo.id,
    label: todo.title,
    group: 'Todos',
    icon: todo.completedAt ? CircleCheck : null,
    list: todo.completedAt ? undefined : { icon: todo.listIcon, color: todo.listColor },
    hint: hintOf(todo),
    // A subtask is seen in the details of its todo.
    run: () => navigateTo(listPath(todo.listId, todo.parentId ?? todo.id)),
  })))
}
