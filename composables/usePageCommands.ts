import type { Command } from '~/composables/useCommands'

type PageCommand = Pick<Command, 'label' | 'icon' | 'shortcut' | 'run'>

/** What can be done on the page that is open, for the palette: given by whoever can do it, for as long as it is there. */
export function usePageCommands(commands?: () => readonly PageCommand[]) {
  const given = useState<(() => readonly PageCommand[])[]>('page-commands', () => [])
  if (commands) {
    onMounted(() => {
      given.value = [...given.value, commands]
    })
    onBeforeUnmount(() => {
      given.value = given.value.filter(other => other !== commands)
    })
  }
  return { pageCommands: computed(() => given.value.flatMap(get => get())) }
}
