import type { QuickAddItem } from '~/composables/board/quick-add-words'
import { addTodo } from '~/powersync/mutations/todos'

/** Adds todos to a list that is not on the screen: to its top, in the order in which they are typed until `endAdding`. */
export function useQuickAdding(listId: () => string, preset: () => Partial<QuickAddItem> = () => ({})) {
  const me = useMe()
  const { opened } = useDatabase()
  const { trackNew } = useHistory()
  const { t } = useWords()
  const { run } = useAction('act.notSaved')
  let last: { id: string, listId: string } | null = null
  let adding: Promise<unknown> = Promise.resolve()

  async function add({ title, ...fields }: QuickAddItem): Promise<string> {
    const target = listId()
    const place = last?.listId === target ? { after: last.id } : { first: true }
    last = { listId: target, id: await addTodo(await opened(), me.value, target, title, { ...preset(), ...fields, ...place }) }
    return last.id
  }

  return {
    /** @param said called when they are saved */
    addAll(items: readonly QuickAddItem[], said: () => void) {
      const words = items.length > 1 ? t('act.addedMany', { count: items.length }) : t('act.added', { title: shortened(items[0]?.title ?? '') })
      adding = adding.then(async () => {
        const saved = await run(() => trackNew(words, async () => {
          const ids: string[] = []
          for (const item of items) ids.push(await add(item))
          return ids
        }))
        if (saved) said()
      })
    },
    endAdding() {
      adding = adding.then(() => {
        last = null
      })
    },
  }
}
