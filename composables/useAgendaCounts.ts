import { computed } from 'vue'
import { useDayWords } from '~/composables/useDayWords'
import { useLiveQuery } from '~/composables/useLiveQuery'
import { useMe } from '~/composables/useMe'
import { agendaCountsOf } from '~/powersync/questions/shell'

/** How many todos are due today or late, and how many are the person's own. */
export function useAgendaCounts() {
  const me = useMe()
  const { today } = useDayWords()
  const { rows } = useLiveQuery(() => agendaCountsOf(me.value, today.value), rows => rows, 'after')
  return computed(() => ({ today: rows.value[0]?.today ?? 0, assigned: rows.value[0]?.assigned ?? 0 }))
}
