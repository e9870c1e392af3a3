import { selectOwnedLists } from '../queries/owned-lists.ts'
import { question } from './question.ts'

export const ownedLists = question((db, me: string) => selectOwnedLists(db, me))
