import { selectMatchingTodos } from '../queries/search.ts'
import { question } from './question.ts'

export const matchingTodos = question((db, me: string, first: string, others: string, beginning: string) => (
  selectMatchingTodos(db, me, { first, others, beginning })
))
