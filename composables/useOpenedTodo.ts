/** The todo whose details are open. It stands in the address, so that it can be linked to and Back closes it. */
export function useOpenedTodo() {
  const route = useRoute()
  const openedId = computed(() => typeof route.query.todo === 'string' ? route.query.todo : null)

  return {
    openedId,
    open: (id: string) => navigateTo({ query: { ...route.query, todo: id } }, { replace: openedId.value !== null }),
    close: () => navigateTo({ query: { ...route.query, todo: undefined } }, { replace: true }),
  }
}
