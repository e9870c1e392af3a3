import { selectAttribution } from '../queries/attribution.ts'
import { selectSubtasks } from '../queries/subtasks.ts'
import { selectTodoPlace } from '../queries/todo-place.ts'
import { question } from './question.ts'

export const subtasksOf = question((db, todoId: string) => selectSubtasks(db, todoId))
export const attributionOf = question((db, todoId: string) => selectAttribution(db, todoId))
export const placeOfTodo = question((db, me: string, todoId: string) => selectTodoPlace(db, me, todoId))
