/** Several ways of closing may come at once, as a swipe and the end of it: that is one way back. */
let closing: Promise<unknown> | null = null

/** The todo whose details are open. It stands in the address, so that it can be linked to and Back closes it. */
export function useOpenedTodo() {
  const route = useRoute()
  const router = useRouter()
  const openedId = computed(() => typeof route.query.todo === 'string' ? route.query.todo : null)

  /** Goes back where that leads here: who closed it need not press Back twice. */
  async function leave() {
    const here = { query: { ...route.query, todo: undefined } }
    if (router.options.history.state.back !== router.resolve(here).fullPath) return navigateTo(here, { replace: true })
    await new Promise<void>((resolve) => {
      const stop = router.afterEach(() => {
        stop()
        resolve()
      })
      router.back()
    })
  }

  return {
    openedId,
    open: (id: string) => navigateTo({ query: { ...route.query, todo: id } }, { replace: openedId.value !== null }),
    async close() {
      closing ??= leave().finally(() => { closing = null })
      await closing
    },
  }
}
