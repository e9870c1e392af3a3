import { useExpectedTodos } from '~/composables/todo/expected-todos'
import { placeOfTodo } from '~/powersync/questions/detail'

/** What this device knows of a todo that the address names. */
type KnownPlace = NonNullable<ReturnType<typeof placeOfTodo>['row']>

/** The todo of the address is not on this page. `place` is null for one that this device knows nothing of. */
export interface LostTodo {
  place: KnownPlace | null
}

/**
 * Whether the todo that a link names is not where the link leads: deleted, moved, or not to be seen by this person. Null as long as it is there, or may
 * still come. One that was there and goes takes its details with it, and whoever else deleted it is told.
 *
 * @param isHere whether the page shows it, were it not deleted
 * @param isPartial whether not all todos of the page are on this device, so that nothing can be said of one that is not
 */
export function useLostTodo(isHere: (place: KnownPlace) => boolean, isPartial = () => false) {
  const me = useMe()
  const { openedId, close } = useOpenedTodo()
  const { phase, download } = useSyncStatus()
  const { show } = useToast()
  const { t } = useWords()
  const { rows, isLoading, error } = useLiveQuery(() => openedId.value === null ? null : placeOfTodo(me.value, openedId.value), undefined, 'after')
  const { added } = useExpectedTodos()
  const isUnderWay = computed(() => ['starting', 'connecting', 'first-sync'].includes(phase.value) || download.value !== null)
  const mayStillCome = computed(() => isUnderWay.value || isPartial() || added.value.some(({ item }) => item.id === openedId.value))

  const lost = computed((): LostTodo | null => {
    if (openedId.value === null || isLoading.value || error.value) return null
    const place = rows.value.find(row => row.id === openedId.value)
    if (!place) return mayStillCome.value ? null : { place: null }
    return place.deletedAt === null && isHere(place) ? null : { place }
  })

  const seenId = ref<string | null>(null)
  watch([openedId, rows, lost], async ([id]) => {
    if (id !== null && rows.value.some(row => row.id === id) && !lost.value) seenId.value = id
    else if (id !== seenId.value) seenId.value = null
    else if (lost.value) await goWith(lost.value)
  })

  async function goWith({ place }: LostTodo) {
    if (place?.deletedBy && place.deletedBy !== me.value) {
      show(t('todo.deletedBy', { title: shortened(place.title ?? ''), name: place.deleterName ?? t('todo.somebody') }))
    }
    await close()
  }

  return { lost: computed(() => lost.value && seenId.value !== openedId.value ? lost.value : null) }
}
