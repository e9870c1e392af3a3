import type { Kysely } from 'kysely'
import type { Database } from '../../server/database/schema.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import { isMember, isThere, isTold } from '../service/convergence/nothing-lost.ts'

/**
 * The acknowledged texts that are nowhere any more and about which nobody told their author.
 *
 * A text is where it was written; or its author has a problem for it; or whoever replaced it had it before their eyes, and theirs is not lost either. Who
 * is no longer a member is not told what became of it.
 *
 * @param noted texts of tabs that went before they could say anything: they may be there, and may have replaced others
 */
export async function unsaid(db: Kysely<Database>, acknowledged: readonly WrittenText[], noted: readonly WrittenText[]): Promise<WrittenText[]> {
  const all = [...new Map([...noted, ...acknowledged].map(text => [text.text, text])).values()]
  const fates = new Map<string, boolean>()

  async function isSafe(text: WrittenText): Promise<boolean> {
    const known = fates.get(text.text)
    if (known !== undefined) return known
    // A text replaces older ones only; this ends the search all the same.
    fates.set(text.text, false)
    const safe = await isTold(db, text) || await isThere(db, text) || await isReplacedKnowingly(text) || !await isMember(db, text)
    fates.set(text.text, safe)
    return safe
  }

  async function isReplacedKnowingly(text: WrittenText): Promise<boolean> {
    for (const later of all) {
      if (later.rowId === text.rowId && later.replaced === text.text && await isSafe(later)) return true
    }
    return false
  }

  const lost: WrittenText[] = []
  for (const text of acknowledged) if (!await isSafe(text)) lost.push(text)
  return lost
}
