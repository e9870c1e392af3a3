import { useState } from '#imports'
import { useMe } from '~/composables/useMe'

/** Something that a person did and can take back. */
export interface Step {
  readonly id: number
  /** What was done, as the message about it says: `Deleted “Milk”`. */
  readonly words: string
  /** Takes it back. Resolves to the names of what somebody changed since and so stays as it is. */
  readonly undo: () => Promise<readonly string[]>
  readonly redo?: () => Promise<readonly string[]>
}

/** What taking a step back, or doing it again, came to. */
export interface Outcome {
  readonly step: Step
  /** The names of what was left alone. */
  readonly left: readonly string[]
}

interface Steps {
  owner: string
  done: readonly Step[]
  undone: readonly Step[]
}

/** More than anybody takes back. */
const most = 100
let lastId = 0
/** Acts that are painted already and still on their way to the database: their steps come when they are there. */
const underWay = new Set<Promise<unknown>>()

/** What was done in this tab, the last first to be taken back. It is kept in memory only, and for one person only. */
export function useSteps() {
  const me = useMe()
  const steps = useState<Steps>('steps', () => ({ owner: '', done: [], undone: [] }))
  const mine = (): Steps => steps.value.owner === me.value ? steps.value : { owner: me.value, done: [], undone: [] }
  const keep = (done: readonly Step[], undone: readonly Step[]) => { steps.value = { owner: me.value, done, undone } }

  return {
    /** What was undone before cannot be done again after something new. */
    push(step: Omit<Step, 'id'>): Step {
      const made = { ...step, id: ++lastId }
      keep([...mine().done.slice(1 - most), made], [])
      return made
    },

    /** Does something that will push a step: a key that is pressed meanwhile takes that back and not the one before. */
    async during<T>(act: Promise<T>): Promise<T> {
      underWay.add(act)
      try {
        return await act
      }
      finally {
        underWay.delete(act)
      }
    },

    /** Takes a step back; the last one unless told which. Null if there is none, or if that one was taken back already. */
    async undo(wanted?: Step): Promise<Outcome | null> {
      await Promise.allSettled(underWay)
      const { done, undone } = mine()
      const step = wanted ? done.find(other => other.id === wanted.id) : done.at(-1)
      if (!step) return null
      keep(done.filter(other => other !== step), step.redo ? [...undone, step] : undone)
      return { step, left: await step.undo() }
    },

    /** Does again what was taken back last. */
    async redo(): Promise<Outcome | null> {
      await Promise.allSettled(underWay)
      const { done, undone } = mine()
      const step = undone.at(-1)
      if (!step?.redo) return null
      keep([...done, step], undone.slice(0, -1))
      return { step, left: await step.redo() }
    },

    /** The step that a message's Undo belongs to. */
    stepOf: (undo: unknown) => mine().done.find(step => step.undo === undo),
  }
}
