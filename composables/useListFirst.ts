/** So many rows take longer than anybody looks at an empty list: some five seconds. Under it nothing is gained, and the list's rows would come twice. */
const many = 15_000

/**
 * How long the list's stream is wanted after its page has gone, in seconds; it is given back sooner. Not 0: what has expired can be forgotten before the
 * tabs' common worker asks the server for it; of eleven new devices four then never asked, and their first todos came after 52 seconds instead of six.
 */
const ttl = 60

/**
 * On a new device with much to fetch, the todos of the list that is looked at come ahead of the others: of a hundred thousand the first stand there after
 * seconds and not after a minute. They come once more with the rest, and the stream of their own is given back then.
 */
export function useListFirst(listId: () => string) {
  const { powersync } = useDatabase()
  const { isFirstSync, download } = useSyncStatus()
  const isLong = ref(false)

  watch([isFirstSync, download], ([isFirst, running]) => {
    // While the connection is made anew there is no download: that is not its end.
    isLong.value = isFirst && (isLong.value || (running?.total ?? 0) > many)
  })
  watch([powersync, isLong, listId], ([database, wanted, id], _before, onCleanup) => {
    if (!database || !wanted) return
    const stream = database.syncStream('archived_list', { list_id: id })
    const subscribed = stream.subscribe({ ttl, priority: 2 })
    const report = (error: unknown) => console.warn('The list comes with all others', error)
    subscribed.catch(report)
    onCleanup(() => void subscribed.then((subscription) => {
      subscription.unsubscribe()
      stream.unsubscribeAll().catch(report)
    }, () => undefined))
  })
}
