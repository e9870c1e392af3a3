import { selectLabelSets } from '../queries/labels.ts'
import { selectListView } from '../queries/list-views.ts'
import { selectMembers } from '../queries/members.ts'
import { selectSubtaskCounts } from '../queries/subtasks.ts'
import { selectTodos } from '../queries/todos.ts'
import { question } from './question.ts'

export const todosIn = question((db, listId: string) => selectTodos(db, listId))
export const membersOf = question((db, listId: string) => selectMembers(db, listId))
export const viewOf = question((db, listId: string) => selectListView(db, listId))
export const subtaskCountsIn = question((db, listId: string) => selectSubtaskCounts(db, listId))
export const subtaskCounts = question(db => selectSubtaskCounts(db, null))
export const labelSetsIn = question((db, listId: string) => selectLabelSets(db, listId))
export const labelSets = question(db => selectLabelSets(db, null))
