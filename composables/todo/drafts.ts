import { warmOwner } from '~/composables/sync/warm-rows'

/** In the storage of this tab alone, which outlives a reload: what was being typed where, and by whom. */
const key = 'driftless:drafts'

/** What was typed before the page was loaded, by the name of the field. Each is given once. */
let earlier: Readonly<Record<string, string>> | null = null
const now = new Map<string, string>()

/** What stood in this field when the page was loaded anew by itself, or by the person. */
export function takeDraft(name: string): string {
  earlier ??= read()
  const { [name]: text = '', ...others } = earlier
  earlier = others
  return text
}

/** Writes down what stands in a field, at every key: a page that is loaded anew by itself asks nobody. */
export function keepDraft(name: string, text: string): void {
  earlier ??= read()
  if (text) now.set(name, text)
  else now.delete(name)
  try {
    sessionStorage.setItem(key, JSON.stringify({ owner: warmOwner(), texts: { ...earlier, ...Object.fromEntries(now) } }))
  }
  catch {
    // No room, or storage is forbidden: a reload empties the field.
  }
}

/** Nothing of the last person may stay. */
export function forgetDrafts(): void {
  earlier = {}
  now.clear()
  try {
    sessionStorage.removeItem(key)
  }
  catch {
    // Where storage is forbidden nothing was kept.
  }
}

function read(): Readonly<Record<string, string>> {
  try {
    const { owner, texts }: { owner?: unknown, texts?: object } = JSON.parse(sessionStorage.getItem(key) ?? '{}') ?? {}
    const mine = owner === warmOwner() ? Object.entries(texts ?? {}) : []
    return Object.fromEntries(mine.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  }
  catch {
    // Storage is forbidden, or holds something that is not ours.
    return {}
  }
}
