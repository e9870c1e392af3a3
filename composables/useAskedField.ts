import type { InjectionKey } from 'vue'
import type { Selection } from '~/composables/useSelection'

/** What the selection bar lets people choose for all that are selected. */
export type AskedField = 'due' | 'priority' | 'labels' | 'assignee' | 'list'

type Ask = (wanted: AskedField | 'selection', id: string) => unknown
const key: InjectionKey<Ask> = Symbol('asks for a field of a row')

/** Asks for a field from within a row of a board, or for the row itself to be selected or let go. */
export const useRowAsk = (): Ask => inject(key, () => undefined)

/**
 * Which choice of the selection bar is open. A key on a row that is not selected asks for that row alone: it is selected until the answer is there,
 * and then has the focus again.
 */
export function useAskedField({ selected, toggle, clear }: Selection, focusRow: (id: string) => unknown) {
  const field = ref<AskedField | null>(null)
  let alone: string | null = null

  async function close() {
    const id = alone
    field.value = null
    alone = null
    if (id === null) return
    clear()
    // The bar is gone by then, and what was open over it.
    await nextTick()
    focusRow(id)
  }

  watch(() => selected.value.size, (size) => {
    if (size === 0) field.value = null
  })

  function ask(wanted: AskedField, id: string) {
    if (!selected.value.has(id)) {
      clear()
      toggle(id)
      alone = id
    }
    field.value = wanted
  }
  provide(key, (wanted, id) => wanted === 'selection' ? toggle(id) : ask(wanted, id))

  return {
    asked: computed({ get: () => field.value, set: next => next ? field.value = next : close() }),
    ask,
  }
}
