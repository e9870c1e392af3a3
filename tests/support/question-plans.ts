import type { Question } from '../../powersync/questions/question.ts'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { packed } from '../../composables/sync/packed-rows.ts'
import { root } from '../../stack/root.ts'

/** The index by which SQLite finds the todos for each question of a page that is about many; the others find single rows by their ids. */
const indexes: Readonly<Record<string, string>> = {
  agendaCountsOf: 'by_due',
  assignedTo: 'by_assignee',
  dueAfter: 'by_due',
  dueUntil: 'by_due',
  labelSets: 'by_labels',
  labelSetsIn: 'by_list',
  listsOf: 'by_open',
  matchingTodos: 'by_title',
  subtaskCounts: 'by_parent',
  subtaskCountsIn: 'by_open',
  subtasksOf: 'by_parent',
  todosIn: 'by_list',
  trashedTodos: 'by_deleted',
}

export interface Explained {
  readonly name: string
  readonly sql: string
  readonly parameters: readonly string[]
}

/** To be asked of a database: how it would answer each question of `powersync/questions/`, in the words in which pages ask. */
export async function explainedQuestions(): Promise<Explained[]> {
  const files = globSync('powersync/questions/*.ts', { cwd: root }).filter(file => !file.endsWith('/question.ts'))
  const modules = await Promise.all(files.map((file): Promise<Record<string, (...values: string[]) => Question<unknown>>> => import(join(root, file))))
  return modules.flatMap(asked => Object.entries(asked)).map(([name, ask]) => {
    const { sql, parameters } = ask(...Array.from({ length: ask.length }, () => '2030-01-01'))
    return { name, sql: `EXPLAIN QUERY PLAN ${packed(sql)?.sql ?? sql}`, parameters: parameters.map(String) }
  })
}

/** What is wrong with the plans of all questions: one that goes through all todos, or takes another index than was meant. */
export function flawsOf(plans: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(plans).flatMap(([name, steps]) => {
    const scans = steps.filter(step => /^SCAN \S*todos$/.test(step))
    const index = indexes[name]
    const misses = index !== undefined && !steps.some(step => step.includes(`todos__${index}`))
    return [...scans.map(step => `${name}: ${step}`), ...misses ? [`${name}: not by ${index}, but ${steps.join('; ')}`] : []]
  })
}
