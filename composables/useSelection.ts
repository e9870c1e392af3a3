import type { ComputedRef } from 'vue'

export interface Selection {
  selected: ComputedRef<ReadonlySet<string>>
  /** In or out, alone. */
  toggle: (id: string) => void
  /** From the last row that was toggled, or from `from`, to this one; the range replaces the one that was drawn out before it. */
  extendTo: (id: string, from?: string | null) => void
  selectAll: (ids: readonly string[]) => void
  clear: () => void
}

/** Several rows at once. What is no longer shown is no longer selected: nobody acts on what they cannot see. */
export function useSelection(ids: () => readonly string[]): Selection {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  /** Where a range begins, and what was selected without it. */
  let anchor: string | null = null
  let apart: ReadonlySet<string> = new Set()

  const selected = computed(() => {
    if (chosen.value.size === 0) return chosen.value
    const here = ids().filter(id => chosen.value.has(id))
    return here.length === chosen.value.size ? chosen.value : new Set(here)
  })

  return {
    selected,
    toggle(id) {
      const next = new Set(selected.value)
      if (!next.delete(id)) next.add(id)
      anchor = id
      apart = new Set([...next].filter(other => other !== id))
      chosen.value = next
    },
    extendTo(id, from = null) {
      const all = ids()
      if (selected.value.size === 0 || anchor === null || !all.includes(anchor)) {
        anchor = from ?? id
        apart = new Set()
      }
      const [start, end] = [all.indexOf(anchor), all.indexOf(id)].sort((a, b) => a - b)
      chosen.value = new Set([...apart, ...all.slice(start, (end ?? 0) + 1)])
    },
    selectAll(all) {
      chosen.value = new Set(all)
      anchor = all[0] ?? null
      apart = new Set()
    },
    clear() {
      chosen.value = new Set()
      anchor = null
    },
  }
}
