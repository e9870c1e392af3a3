import { selectTrashedLists, selectTrashedTodos } from '../queries/trash.ts'
import { question } from './question.ts'

export const trashedLists = question((db, me: string) => selectTrashedLists(db, me))
export const trashedTodos = question((db, me: string) => selectTrashedTodos(db, me))
