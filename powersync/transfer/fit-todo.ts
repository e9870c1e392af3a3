import type { ImportedTodo, ImportNote, Note } from './import-file.ts'
import { labelLimits } from '../../shared/limits.ts'
import { tables } from '../../shared/tables/index.ts'

type Draft = Pick<ImportedTodo, 'title'> & Partial<Omit<ImportedTodo, 'title' | 'subtasks'>>

const titleLimit = tables.todos.columns.title.max
const labelsLimit = tables.todos.columns.labels.max

/** A todo as the server will take it, with a note for everything that had to be left out; null if it cannot be taken at all. */
export function fitTodo(draft: Draft, note: Note): ImportedTodo | null {
  const { title } = draft
  if (title.trim() === '') return refuse(note, 'transfer.noTitle')
  if (!isStorable(title)) return refuse(note, 'transfer.badTitle')
  if (title.length > titleLimit) return refuse(note, 'transfer.longTitle', { title: title.trim().slice(0, 40), max: titleLimit })
  return {
    id: draft.id ?? null,
    title,
    completedAt: draft.completedAt ?? null,
    dueOn: draft.dueOn ?? null,
    priority: draft.priority ?? 0,
    labels: fitLabels(draft.labels ?? [], note),
    isMine: draft.isMine ?? false,
    subtasks: [],
  }
}

function refuse(...[note, key, values]: [Note, ...Parameters<Note>]): null {
  note(key, values)
  return null
}

function fitLabels(labels: readonly string[], note: Note): string[] {
  const named = [...new Set(labels.map(label => label.trim()).filter(label => label !== ''))]
  const fit = named.filter(label => label.length <= labelLimits.length && isStorable(label)).slice(0, labelLimits.count)
  while (JSON.stringify(fit).length > labelsLimit) fit.pop()
  for (const label of named.filter(label => !fit.includes(label))) note('transfer.labelOut', { label: label.slice(0, 40), most: labelLimits.count, max: labelLimits.length })
  return fit
}

/** Text that Postgres and JSON can hold. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** The calendar day, if the text is one that exists: `2026-02-30` does not. */
export function calendarDay(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return null
  const parsed = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) ? text : null
}

/** Collects notes, with the line they are about. */
export function noteAt(notes: ImportNote[], line: number | null): Note {
  return (key, values) => void notes.push({ line, key, values })
}
