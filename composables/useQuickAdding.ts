import type { QuickAddItem } from '~/composables/board/quick-add-words'
import { uuidv7 } from 'uuidv7'

/** Adds todos to a list that is not on the screen: to its top, in the order in which they are typed until `endAdding`. */
export function useQuickAdding(listId: () => string, preset: () => Partial<QuickAddItem> = () => ({})) {
  const addTo = useAdding()
  const { trackNew } = useHistory()
  const { t } = useWords()
  const { run } = useAction('act.notSaved')
  let last: { id: string, listId: string } | null = null

  function add({ title, ...fields }: QuickAddItem): Promise<string> {
    const [target, id] = [listId(), uuidv7()]
    const place = last?.listId === target ? { after: last.id } : { first: true }
    last = { listId: target, id }
    return addTo(target, title, { ...preset(), ...fields, ...place, id })
  }

  return {
    /** @param said called when they are saved */
    async addAll(items: readonly QuickAddItem[], said: () => void) {
      const words = items.length > 1 ? t('act.addedMany', { count: items.length }) : t('act.added', { title: shortened(items[0]?.title ?? '') })
      if (await run(() => trackNew(words, () => Promise.all(items.map(add))))) said()
    },
    endAdding() {
      last = null
    },
  }
}
