import { selectAgenda } from '../queries/agenda.ts'
import { question } from './question.ts'

export const dueUntil = question((db, me: string, today: string) => selectAgenda(db, me, 'today', today))
export const dueAfter = question((db, me: string, today: string) => selectAgenda(db, me, 'upcoming', today))
export const assignedTo = question((db, me: string, today: string) => selectAgenda(db, me, 'assigned', today))
