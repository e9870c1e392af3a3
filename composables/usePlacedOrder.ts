import type { ComputedRef } from 'vue'
import type { TodoItem } from '~/composables/useTodos'

interface PlacedOrder {
  shown: ComputedRef<readonly TodoItem[]>
  /** Rows were let go at `index` of the others. */
  placed: (ids: readonly string[], index: number) => void
  /** The order on the screen was made by hand, and the database has not said the same yet. */
  isSettling: ComputedRef<boolean>
}

/** Todos in the order that a drop gave them, until the database says the same. */
export function usePlacedOrder(todos: () => readonly TodoItem[]): PlacedOrder {
  const order = shallowRef<readonly string[] | null>(null)
  watch(todos, () => {
    order.value = null
  })

  const shown = computed(() => {
    if (!order.value) return todos()
    const byId = new Map(todos().map(todo => [todo.id, todo]))
    return order.value.map(id => byId.get(id)).filter(todo => todo !== undefined)
  })

  return {
    shown,
    placed(ids, index) {
      const going = new Set(ids)
      order.value = todos().map(todo => todo.id).filter(id => !going.has(id)).toSpliced(index, 0, ...ids)
    },
    isSettling: computed(() => order.value !== null),
  }
}
