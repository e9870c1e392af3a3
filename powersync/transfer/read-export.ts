import type { ImportedList, ImportedTodo, ImportFile, ImportNote, Note } from './import-file.ts'
import { hues } from '../../shared/palette.ts'
import { tables } from '../../shared/tables/index.ts'
import { exportFormat, exportVersion } from './export-document.ts'
import { fitListName } from './fit-list-name.ts'
import { calendarDay, fitTodo } from './fit-todo.ts'
import { parseJson } from './parse-json.ts'
import { TransferError } from './TransferError.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads what Driftless exported (docs/export-format.md). Files that somebody edited by hand are read as far as they make sense.
 * @throws {TransferError} for what is no such file
 */
export function readExport(text: string): ImportFile {
  const document = fieldsIn(parseJson(text))
  if (document.format !== exportFormat) throw new TransferError('unknown_format', { key: 'transfer.notOurs' })
  if (document.version !== exportVersion) throw new TransferError('newer_version', { key: 'transfer.newer', values: { version: String(document.version), ours: exportVersion } })
  const notes: ImportNote[] = []
  const exporter = textIn(fieldsIn(document.person).id)
  const lists = itemsIn(document.lists).map((list, index) => readList(fieldsIn(list), index + 1, exporter, notes))
  return { kind: 'Driftless', lists, notes }
}

function readList(list: Fields, number: number, exporter: string | null, notes: ImportNote[]): ImportedList {
  const name = textIn(list.name) ?? ''
  if (name.trim() === '') notes.push({ line: null, key: 'transfer.noName', values: { list: number } })
  if (list.complete === false) notes.push({ line: null, key: 'transfer.withoutTodos', values: { name } })
  return {
    id: textIn(list.id),
    name: fitListName(name, notes),
    icon: fitIcon(textIn(list.icon)),
    color: hues.find(hue => hue === list.color) ?? null,
    archivedAt: momentIn(list.archived_at),
    todos: itemsIn(list.todos).flatMap((todo, index) => readTodo(todo, [number, index + 1], exporter, notes)),
  }
}

function readTodo(value: unknown, place: readonly number[], exporter: string | null, notes: ImportNote[]): ImportedTodo[] {
  const todo = fieldsIn(value)
  const note: Note = (key, values) => void notes.push({ line: null, place, key, values })
  const dueOn = textIn(todo.due_on)
  if (dueOn !== null && !calendarDay(dueOn)) note('transfer.noDate', { date: dueOn.slice(0, 40) })
  const fit = fitTodo({
    id: textIn(todo.id),
    title: textIn(todo.title) ?? '',
    completedAt: momentIn(todo.completed_at),
    dueOn: dueOn === null ? null : calendarDay(dueOn),
    priority: typeof todo.priority === 'number' && [1, 2, 3].includes(todo.priority) ? todo.priority : 0,
    labels: itemsIn(todo.labels).filter(label => typeof label === 'string'),
    isMine: exporter !== null && fieldsIn(todo.assignee).id === exporter,
  }, note)
  const subtasks = itemsIn(todo.subtasks).flatMap((sub, index) => readTodo(sub, [...place, index + 1], exporter, notes))
  // Deeper ones move up, since a subtask has none of its own; those of a todo that is left out stand by themselves.
  const flat = subtasks.flatMap(sub => [{ ...sub, subtasks: [] }, ...sub.subtasks])
  return fit ? [{ ...fit, subtasks: flat }] : flat
}

function fitIcon(icon: string | null): string | null {
  return icon !== null && icon.length <= tables.lists.columns.icon.max && /^[\w-]+$/.test(icon) ? icon : null
}

function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

function itemsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function momentIn(value: unknown): string | null {
  const moment = typeof value === 'string' ? new Date(value) : null
  return moment && !Number.isNaN(moment.getTime()) && moment.getUTCFullYear() > 0 && moment.getUTCFullYear() < 10_000 ? moment.toISOString() : null
}
