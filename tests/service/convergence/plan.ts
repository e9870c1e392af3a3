import type { Arbitrary } from 'fast-check'
import type { Dice, EditName } from './edits.ts'
import fc from 'fast-check'

/** What happens next, and on which device. */
export interface Step extends Dice {
  readonly device: number
  readonly act: EditName | 'goOffline' | 'goOnline' | 'settle' | 'loseAnswer'
}

/** A whole run. Plain data, so that a failing one can be read and played again. */
export interface Plan {
  readonly people: number
  readonly devices: number
  readonly steps: readonly Step[]
}

/** How often each edit happens, relative to the others. */
export const editWeights: Record<EditName, number> = {
  addTodo: 7, renameTodo: 10, completeTodo: 3, reopenTodo: 1, labelTodo: 3, assignTodo: 2, removeTodo: 2, restoreTodo: 2,
  reorderTodo: 4, moveTodoToList: 3, makeSubtask: 3,
  createList: 1, renameList: 4, reorderList: 2, archiveList: 1, removeList: 1, restoreList: 1,
  changeRole: 2, removeMember: 1, leaveList: 1,
  redoProblem: 3, settleProblem: 1,
  addSubtask: 3, nestTodo: 2, unnestTodo: 1, reorderSubtask: 1,
  completeSome: 1, reopenSome: 1, removeSome: 1, labelSome: 1, placeSome: 1, moveSome: 2, duplicateSome: 1, doAndUndo: 2,
}

const weights: Record<Step['act'], number> = { goOffline: 5, goOnline: 4, settle: 4, loseAnswer: 2, ...editWeights }

/** Two or three people with two to four devices between them. */
export function plans(maxSteps: number): Arbitrary<Plan> {
  const act = fc.oneof(...Object.entries(weights).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name as Step['act']) })))
  const step = fc.record({ device: fc.nat(3), act, a: fc.nat(999), b: fc.nat(999) })
  return fc.record({
    people: fc.integer({ min: 2, max: 3 }),
    devices: fc.integer({ min: 2, max: 4 }),
    steps: fc.array(step, { minLength: Math.trunc(maxSteps / 2), maxLength: maxSteps, size: 'max' }),
  })
}
