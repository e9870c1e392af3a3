/** The raised button of the phone's tab bar, and whoever else wants to add, reach the field of the open list through this, or that of the next one. */
export function useQuickAddFocus(focus?: () => void) {
  const isWished = useState('quick-add-wished', () => false)
  const focusers = useState<(() => void)[]>('quick-add-focusers', () => [])
  if (focus) {
    onMounted(() => {
      focusers.value = [...focusers.value, focus]
      // The installed app's shortcut “Add a todo” comes here with it.
      if (isWished.value || 'add' in useRoute().query) focus()
      isWished.value = false
    })
    onBeforeUnmount(() => {
      focusers.value = focusers.value.filter(other => other !== focus)
    })
  }
  return {
    canAdd: computed(() => focusers.value.length > 0),
    focusQuickAdd: () => focusers.value.at(-1)?.(),
    /** That of the page that comes next. */
    focusNextQuickAdd: () => { isWished.value = true },
  }
}
